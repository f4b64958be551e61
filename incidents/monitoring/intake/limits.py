"""The numbers that hold for the intake, from their rule book."""

from dataclasses import dataclass

from incidents.monitoring.intake.models import IntakeRule


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken; without a rule, what stands here."""

    per_minute: int = 600
    most_readings: int = 5000
    tally_days: int = 36500


def limits(authority: str) -> Limits:
    """Return what holds for an authority. One query."""
    known = Limits.__dataclass_fields__
    rows = IntakeRule.in_force.of(authority)
    return Limits(**{row.code: row.value for row in rows if row.code in known})
