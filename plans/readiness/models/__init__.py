"""The tables of readiness."""

from plans.readiness.models.rule import ReadinessRule
from plans.readiness.models.run import ReadinessRun

__all__ = ["ReadinessRule", "ReadinessRun"]
