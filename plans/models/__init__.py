"""The tables of plans, one concept a file."""

from plans.models.activation import Activation, ActivationStep, StepWait
from plans.models.attachment import PlanAttachment
from plans.models.plan import Plan
from plans.models.rule import PlanRule
from plans.models.text import PlanText
from plans.models.version import MAKING, PlanVersion

__all__ = [
    "MAKING",
    "Activation",
    "ActivationStep",
    "Plan",
    "PlanAttachment",
    "PlanRule",
    "PlanText",
    "PlanVersion",
    "StepWait",
]
