"""Loading the code lists of supplies and capabilities."""

import csv
from pathlib import Path

from command.core.doors import door
from command.core.models import Person
from resources.models import Capability, Supply

DATA = Path(__file__).resolve().parents[1] / "data"


@door
def load_supplies(*, actor: Person | None) -> int:
    """Write the code list of supplies as shipped; return how many. Repeatable."""
    found = [_supply(row) for row in _rows("supplies.csv")]
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


@door
def load_capabilities(*, actor: Person | None) -> int:
    """Write the code list of capabilities as shipped; return how many. Repeatable."""
    found = [
        Capability(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            of=row["of"].split(),
            given_by=row["given_by"].split(),
        )
        for row in _rows("capabilities.csv")
    ]
    Capability.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_zh", "name_en", "of", "given_by"],
    )
    return len(found)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


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
