"""The doors of routing."""

from resources.routing.actions.conditions import (
    lift_condition,
    report_condition,
    tell_expired,
)

__all__ = ["lift_condition", "report_condition", "tell_expired"]
