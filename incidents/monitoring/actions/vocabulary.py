"""What can be measured and what it is measured with: registering, and the list as shipped."""

import csv
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from incidents.monitoring.actions import judge
from incidents.monitoring.events import PropertyRegistered, SensorRegistered
from incidents.monitoring.models import ObservedProperty, Sensor
from incidents.monitoring.selectors import PropertyCard, SensorCard
from incidents.rights import HANDLING

SHIPPED = Path(__file__).parents[1] / "data" / "observed_properties.csv"


@door
def register_property(
    *,
    actor: Person | None,
    code: str,
    name_zh: str,
    name_en: str,
    unit: str,
    definition: str = "",
    description: str = "",
    lowest: float | None = None,
    highest: float | None = None,
) -> ObservedProperty:
    """Register a quantity that can be measured, as the acting authority's own word.

    Raises ``NotPermitted``, ``Invalid``, or ``Conflict`` when the authority has the code.
    """
    mine = authority.current()
    require(actor, HANDLING, to=_("register an observed property"), region=mine)
    row = ObservedProperty(
        code=judge.text("code", code, 40, needed=True),
        name_zh=judge.text("name_zh", name_zh, 40, needed=True),
        name_en=judge.text("name_en", name_en, 60),
        unit=judge.text("unit", unit, 12),
        definition=judge.text("definition", definition, 300),
        description=judge.text("description", description, 300),
        lowest=lowest,
        highest=highest,
    )
    judge.limits(row)
    row.claim()
    same = ObservedProperty.objects.filter(origin=row.origin, exercise=row.exercise_id)
    if same.filter(code=row.code).exists():
        raise Conflict(_("This code is taken."), code=row.code)
    row.save(force_insert=True)
    card = PropertyCard.of(row)
    journal.append(
        PropertyRegistered(property_id=card.id, code=card.code, name=card.name_zh),
        room=register_room(mine, row.exercise_id),
        actor=actor,
        changed={f"observed_property.{card.id}": asdict(card)},
    )
    return row


@door
def register_sensor(
    *,
    actor: Person | None,
    name: str,
    description: str = "",
    encoding_type: str = "",
    metadata: str = "",
) -> Sensor:
    """Register an instrument, or a way to measure. Raises ``NotPermitted`` or ``Invalid``."""
    mine = authority.current()
    require(actor, HANDLING, to=_("register an instrument"), region=mine)
    row = Sensor(
        name=judge.text("name", name, 100, needed=True),
        description=judge.text("description", description, 300),
        encoding_type=judge.text("encoding_type", encoding_type, 100),
        metadata=judge.text("metadata", metadata, 1000),
    )
    row.save(force_insert=True)
    card = SensorCard.of(row)
    journal.append(
        SensorRegistered(sensor_id=card.id, name=card.name),
        room=register_room(mine, row.exercise_id),
        actor=actor,
        changed={f"sensor.{card.id}": asdict(card)},
    )
    return row


@door
def load_properties(*, actor: Person | None) -> int:
    """Write the observed properties as shipped that are missing; return how many are new.

    What is there stays as people have made it. They are the region's.
    """
    with SHIPPED.open(encoding="utf-8") as file:
        shipped = list(csv.DictReader(file))
    rows = ObservedProperty.objects.filter(origin=regions.REGION, exercise__isnull=True)
    there = set(rows.values_list("code", flat=True))
    missing = [row for row in shipped if row["code"] not in there]
    with authority.acting_as(regions.REGION), authority.in_exercise(None):
        for row in missing:
            _shipped(row).save(force_insert=True)
    return len(missing)


def _shipped(row: dict[str, str]) -> ObservedProperty:
    numbers: dict[str, Any] = {
        name: float(row[name]) if row[name] else None for name in ("lowest", "highest")
    }
    return ObservedProperty(**{**row, **numbers})
