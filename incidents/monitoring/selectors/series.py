"""What a stream said over a span of time, in as many points as a chart has room for.

A short span is read from the readings, a longer one from their minutes or their hours: what
is read is bounded by the points asked for, not by the years that are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.limits import Limits
from incidents.monitoring.models import Datastream, Forecast, StreamState

MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds
MOST_POINTS = 5000
LONGEST = timedelta(days=100 * 365)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # of the steps: midnight in UTC

AS_IT_IS = """
SELECT observed_at, value, value, value, value, (value IS NOT NULL)::int
FROM monitoring_reading
WHERE datastream_id = %(stream)s AND observed_at >= %(start)s AND observed_at < %(end)s
ORDER BY observed_at LIMIT %(most)s
"""
FROM_READINGS = """
SELECT date_bin(%(step)s, observed_at, %(epoch)s), min(value), max(value), avg(value),
  (array_agg(value ORDER BY observed_at DESC))[1], count(*)
FROM monitoring_reading
WHERE datastream_id = %(stream)s AND observed_at >= %(start)s AND observed_at < %(end)s
  AND value IS NOT NULL
GROUP BY 1 ORDER BY 1
"""
FROM_AGGREGATES = """
SELECT date_bin(%(step)s, start, %(epoch)s), min(low), max(high), sum(sum) / sum(count),
  (array_agg(last ORDER BY start DESC))[1], sum(count)::bigint
FROM {table}
WHERE datastream_id = %(stream)s AND start >= %(floor)s AND start < %(end)s
GROUP BY 1 ORDER BY 1
"""
FROM_MINUTES = FROM_AGGREGATES.format(table="monitoring_readingminute")
FROM_HOURS = FROM_AGGREGATES.format(table="monitoring_readinghour")


class Row(NamedTuple):
    """One point: ``at`` is its time, or where its step begins. Null: no value was given."""

    at: datetime
    low: float | None
    high: float | None
    mean: float | None
    last: float | None
    count: int  # type: ignore[assignment]  # of readings; nobody asks a row for equals


@dataclass(frozen=True, slots=True)
class Series:
    """What a stream said; ``step_s`` 0 when each row is one reading."""

    step_s: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest word of a stream: no time when it never spoke."""

    at: datetime | None
    value: float | None
    stage: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The newest issue of a stream's forecast."""

    issued_at: datetime
    rows: list[tuple[datetime, float]]


class Asked(NamedTuple):
    """A span of a stream, to be read in one of the ways."""

    stream: UUID
    start: datetime
    end: datetime

    def of(self, query: str, step: int = 1, most: int = 0) -> list[Row]:
        """Return the rows of the span, in steps of ``step`` seconds. One query."""
        width = timedelta(seconds=step)
        told = {
            **self._asdict(),
            "most": most,
            "step": width,
            "epoch": EPOCH,
            # The first step is whole: it says the same however a chart is moved.
            "floor": EPOCH + (self.start - EPOCH) // width * width,
        }
        with connection.cursor() as cursor:
            cursor.execute(query, told)
            return [Row(*row) for row in cursor.fetchall()]


def series(stream: Datastream, start: datetime, end: datetime, points: int = 400) -> Series:
    """Return what a stream said from ``start`` to before ``end``, in about ``points`` points.

    Two queries, or three. Raises ``Invalid`` for a span or a number that cannot be meant.
    """
    if not timedelta(0) < end - start <= LONGEST or not 1 <= points <= MOST_POINTS:
        raise Invalid(_("The span of time cannot be meant."), field="end")
    seconds = (end - start).total_seconds()
    limits, at = Limits.of(), now()
    step = ceil(seconds / points)
    asked = Asked(stream.pk, start, end)

    kept = start >= at - timedelta(days=limits.raw_days + 1)
    if kept and seconds / stream.interval_s <= 2 * points:
        # It may say more than it was registered for: then it is read by steps after all.
        most = 4 * points
        rows = asked.of(AS_IT_IS, most=most + 1)
        if len(rows) <= most:
            return Series(0, rows)
    if kept and step < MINUTE:
        return Series(step, asked.of(FROM_READINGS, step))
    if step < HOUR and start >= at - timedelta(days=limits.minute_days + 31):
        step = _whole(step, MINUTE)
        return Series(step, asked.of(FROM_MINUTES, step))
    step = _whole(step, DAY if step > DAY // 2 else HOUR)
    return Series(step, asked.of(FROM_HOURS, step))


def latest(ids: Iterable[UUID]) -> dict[UUID, Latest]:
    """Return the newest word of streams. One query."""
    rows = StreamState.objects.filter(pk__in=list(ids))
    return {row.pk: Latest(row.observed_at, row.value, str(row.stage)) for row in rows}


def outlooks(ids: Iterable[UUID]) -> dict[UUID, Outlook]:
    """Return the newest forecast of each stream that has one. Two queries."""
    rows = Forecast.objects.filter(datastream__in=list(ids))
    newest = dict(rows.values_list("datastream_id").annotate(Max("issued_at")))
    found = {stream: Outlook(issued_at, []) for stream, issued_at in newest.items()}
    if found:
        issued = rows.filter(issued_at__in=set(newest.values())).order_by("datastream_id", "at")
        for stream, issued_at, at, value in issued.values_list(
            "datastream_id", "issued_at", "at", "value"
        ):
            if newest[stream] == issued_at:
                found[stream].rows.append((at, value))
    return found


def _whole(step: int, unit: int) -> int:
    return ceil(step / unit) * unit
