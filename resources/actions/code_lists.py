"""Loading the code list of supplies."""

import csv
from pathlib import Path

from command.core.doors import door
from command.core.models import Person
from resources.models import Supply

DATA = Path(__file__).resolve().parents[1] / "data" / "supplies.csv"


@door
def load_supplies(*, actor: Person | None) -> int:
    """Write the code list of supplies as shipped; return how many. Repeatable."""
    with DATA.open(encoding="utf-8") as file:
        found = [_supply(row) for row in csv.DictReader(file)]
    Supply.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name_zh",
            "name_en",
            "unit_zh",
            "unit_en",
            "is_consumable",
            "verified_digits",
        ],
    )
    return len(found)


def _supply(row: dict[str, str]) -> Supply:
    return Supply(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        unit_zh=row["unit_zh"],
        unit_en=row["unit_en"],
        is_consumable=row["consumable"] == "yes",
        verified_digits=int(row["verified_digits"]),
    )
