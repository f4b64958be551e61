"""Spellings of units: ``m³/s`` is ``m3/s``, ``cm`` is never ``m``. Nothing is converted."""

import csv
from functools import cache
from pathlib import Path
from unicodedata import normalize

TABLE = Path(__file__).parent / "data" / "units.csv"


@cache
def spellings() -> dict[str, str]:
    """Return every known spelling of a unit with the unit as it is written here."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            said: row["unit"]
            for row in csv.DictReader(file)
            for said in (row["unit"], *row["spellings"].split())
        }


@cache
def known_as(said: str) -> str:
    """Return a unit as it is written here; one that the table does not know, as it was said."""
    text = said.strip().replace(" ", "")
    known = spellings()
    # Full-width letters and the like are the same word; letter case is not: mW is not MW.
    return known.get(text) or known.get(normalize("NFKC", text)) or text


def same(one: str, other: str) -> bool:
    """Return whether two spellings mean the same unit."""
    return one == other or known_as(one[:40]) == known_as(other[:40])
