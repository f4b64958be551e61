"""The numbers of the field, as the rules of an authority have them."""

from dataclasses import dataclass
from typing import Self

from command.field.models import FieldLimit

# Code and what holds when somebody has switched the rule off.
CODES = {
    "batches-per-minute": 1_000_000,
    "offline-days": 3650,
    "code-days": 1,
    "silent-minutes": 1_000_000,
    "clock-minutes": 1_000_000,
    "paper-kilobytes": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds for the phones of an authority."""

    batches_per_minute: int
    offline_days: int
    code_days: int
    silent_minutes: int
    clock_minutes: int
    paper_kilobytes: int

    @classmethod
    def of(cls, authority: str) -> Self:
        """Return what holds for an authority. One query."""
        rows = FieldLimit.in_force.of(authority)
        held = CODES | {row.code: row.value for row in rows if row.code in CODES}
        return cls(**{name.replace("-", "_"): value for name, value in held.items()})
