"""The tables of plans, one concept a file."""

from plans.models.activation import Activation, ActivationStep, StepWait
from plans.models.plan import Plan, PlanVersion

__all__ = ["Activation", "ActivationStep", "Plan", "PlanVersion", "StepWait"]
