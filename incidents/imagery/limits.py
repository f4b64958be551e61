"""The limits of the wall that hold for an authority."""

from datetime import timedelta

from command.core import regions
from incidents.imagery.models import ImageRule

Measure = ImageRule.Measure


def amounts(authority: str = regions.REGION) -> dict[str, int]:
    """Return the amount of each measure that a rule in force gives. One query."""
    return {rule.measure: rule.amount for rule in ImageRule.in_force.of(authority)}


def alike_bits(authority: str) -> int | None:
    """Return in how many of 64 bits alike images may differ; nothing without a rule."""
    return amounts(authority).get(Measure.ALIKE_BITS)


def times_apart(authority: str = regions.REGION) -> timedelta | None:
    """Return beyond what difference two times of an image are both shown."""
    minutes = amounts(authority).get(Measure.TIMES_MINUTES)
    return None if minutes is None else timedelta(minutes=minutes)
