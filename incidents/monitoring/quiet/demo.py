"""Townships on the Yellow River for the demo: real names, places about (示意)."""

from pathlib import Path

from django.db import transaction

from command.core import authority, regions
from incidents.monitoring.quiet import table
from incidents.monitoring.quiet.actions import enter_townships

FILE = Path(__file__).parent / "data" / "townships.csv"


def load() -> int:
    """Enter them, each for its city; return how many are new."""
    rows = table.read(FILE.read_text(encoding="utf-8"))
    new = 0
    for city in sorted({regions.city_of(one.code[:6]) for one in rows}):
        mine = [one for one in rows if regions.city_of(one.code[:6]) == city]
        with transaction.atomic(), authority.acting_as(city):
            new += enter_townships(actor=None, rows=mine).new
    return new
