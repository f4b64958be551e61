"""The units that issue warnings."""

from typing import Any

from command.core.models import Person
from command.core.policies import DESK, duties_of
from incidents.warnings.models import IssuingUnit


def units() -> list[Any]:
    """Return all units, by region and code."""
    return list(IssuingUnit.in_force.order_by("region", "code"))


def units_of(person: Person) -> list[Any]:
    """Return the units in whose name ``person`` may issue."""
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    return list(
        IssuingUnit.in_force.filter(region__in=held.values("region")).order_by("region", "code")
    )
