"""Loading the code list of event types."""

import csv
from pathlib import Path

from command.core.doors import door
from command.core.models import Person
from incidents.models import EventType

DATA = Path(__file__).resolve().parents[1] / "data"


@door
def load_event_types(*, actor: Person | None) -> int:
    """Write the event types as shipped; return how many. Repeatable."""
    with (DATA / "event_types.csv").open(encoding="utf-8") as file:
        found = [
            EventType(
                code=row["code"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                symbol=row["gbt35649_symbol"],
                cap_category=row["cap_category"],
            )
            for row in csv.DictReader(file)
        ]
    EventType.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_zh", "name_en", "symbol", "cap_category"],
    )
    return len(found)
