"""Which days of readings and months of minutes there are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from django.db import connection

PARTS = """
SELECT inhrelid::regclass::text FROM pg_inherits
WHERE inhparent = %s::regclass ORDER BY 1
"""
WAITING = """
SELECT DISTINCT (observed_at AT TIME ZONE 'UTC')::date FROM monitoring_reading_rest
ORDER BY 1 DESC
"""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part of a table: what lies from ``since`` on, before ``until``."""

    DAYS: ClassVar[str] = "monitoring_reading"
    MONTHS: ClassVar[str] = "monitoring_readingminute"

    parent: str
    since: datetime
    until: datetime

    @property
    def name(self) -> str:
        """Its own name."""
        form = "%Y%m%d" if self.parent == self.DAYS else "%Y%m"
        return f"{self.parent}_{self.since:{form}}"

    @property
    def column(self) -> str:
        """The column that says where a row lies."""
        return "observed_at" if self.parent == self.DAYS else "start"


def of_day(day: date) -> Part:
    """Return the part of readings in which a day lies."""
    since = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Part(Part.DAYS, since, since + timedelta(days=1))


def of_month(day: date) -> Part:
    """Return the part of minutes in which a day lies."""
    since = datetime(day.year, day.month, 1, tzinfo=UTC)
    return Part(Part.MONTHS, since, (since + timedelta(days=32)).replace(day=1))


def parts_of(parent: str) -> list[Part]:
    """Return the parts that there are, but for the rest. One query."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS, [parent])
        ends = [name.removeprefix(f"{parent}_") for (name,) in cursor.fetchall()]
    if parent == Part.DAYS:
        return [of_day(date.fromisoformat(end)) for end in ends if end.isdigit()]
    return [of_month(date(int(end[:4]), int(end[4:]), 1)) for end in ends if end.isdigit()]


def waiting() -> list[date]:
    """Return the days of which something came before they had a part, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return [day for (day,) in cursor.fetchall()]
