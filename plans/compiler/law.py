"""What every plan must have: rows with a source."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from plans.compiler.facts import Must
from plans.compiler.findings import Named

DATA: Final = Path(__file__).parent / "data"


def musts(city: str) -> list[Must]:
    """Return what is wanted of the plans of a city."""
    return [
        Must(
            code=row["code"],
            demand=row["demand"],
            value=row["value"],
            name=Named(row["name_zh"], row["name_en"]),
            basis=row["basis"],
            plan_kind=row["plan_kind"],
            event_type=row["event_type"],
        )
        for row in _rows("musts.csv")
    ]


def limits(city: str) -> dict[str, int]:
    """Return the thresholds by which the compiler warns."""
    return {row["measure"]: int(row["amount"]) for row in _rows("limits.csv")}


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
