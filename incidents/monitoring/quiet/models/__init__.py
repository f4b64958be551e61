"""The tables of quiet areas."""

from incidents.monitoring.quiet.models.area import (
    QuietArea,
    QuietAreaChange,
    QuietAreaState,
    QuietWatch,
)
from incidents.monitoring.quiet.models.rule import QuietRule
from incidents.monitoring.quiet.models.township import Township

__all__ = [
    "QuietArea",
    "QuietAreaChange",
    "QuietAreaState",
    "QuietRule",
    "QuietWatch",
    "Township",
]
