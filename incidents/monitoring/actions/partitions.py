"""The days and months of readings: made ahead, dropped as a whole when their time is over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from incidents.monitoring.limits import Limits
from incidents.monitoring.selectors.parts import Part, of_day, of_month, parts_of, waiting

AHEAD = 3  # days
MOST = 40  # days that are made afterwards at once, for what came late
LOCK = 7_310_552  # one at a time
PATIENCE = "5s"  # nobody who writes waits longer behind this; the next run tries again
OLD_HOURS = "DELETE FROM monitoring_readinghour WHERE start < %s"
OLD_FORECASTS = "DELETE FROM monitoring_forecast WHERE issued_at < %s"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many parts were made and how many dropped."""

    made: int
    dropped: int


@door
def keep_partitions(*, actor: Person | None) -> Kept:
    """Make the days and months to come, and those for what came late; drop what is too old."""
    limits, today = Limits.of(), now().astimezone(UTC).date()
    oldest = _back(today, limits.raw_days)
    oldest_minute = _back(today, limits.minute_days)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        days = [today + timedelta(days=ahead) for ahead in range(-1, AHEAD + 1)]
        late = [day for day in waiting() if oldest <= day < today]
        parts = [of_day(day) for day in [*days, *late[:MOST]]]
        parts += sorted({of_month(day) for day in [*days, *late[:MOST]]})
        made = sum(_made(part) for part in parts)

        gone = [part for part in parts_of(Part.DAYS) if part.until <= _midnight(oldest)]
        gone += [p for p in parts_of(Part.MONTHS) if p.until <= _midnight(oldest_minute)]
        for part in gone:
            # A name of ours and a day: nothing of anybody's words.
            cursor.execute(f'DROP TABLE "{part.name}"')
        for parent, column, before in (
            (Part.DAYS, "observed_at", oldest),
            (Part.MONTHS, "start", oldest_minute),
        ):
            cursor.execute(
                f'DELETE FROM "{parent}_rest" WHERE {column} < %s',  # noqa: S608  ours
                [_midnight(before)],
            )
        cursor.execute(OLD_HOURS, [_midnight(_back(today, limits.hour_days))])
        cursor.execute(OLD_FORECASTS, [_midnight(_back(today, limits.forecast_days))])
    return Kept(made, len(gone))


def _made(part: Part) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT monitoring_keep(%s, %s, %s, %s, %s)",
            [part.parent, part.name, part.column, part.since, part.until],
        )
        return bool(cursor.fetchone()[0])


def _back(today: date, days: int) -> date:
    return today - timedelta(days=min(days, 200 * 365))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
