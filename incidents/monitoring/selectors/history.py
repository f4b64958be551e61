"""The history of one stream as a chart shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.timezone import now

from incidents.monitoring import words
from incidents.monitoring.models import Alarm, Datastream
from incidents.monitoring.trend import Point

# What a chart can span, by the word in its address.
SPANS = {
    "1h": timedelta(hours=1),
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
}
USUAL = "24h"
POINTS = 480
MOST_ALARMS = 60
MOST_PAST = 20
SILENCE = 3.2  # steps or intervals without a point, after which the line is broken
READ = """
SELECT date_bin(%s, observed_at, %s) AS step, min(value), max(value), avg(value), count(*)
FROM monitoring_reading
WHERE datastream_id = %s AND observed_at >= %s AND observed_at <= %s AND value IS NOT NULL
GROUP BY step ORDER BY step
"""


@dataclass(frozen=True, slots=True)
class History:
    """Points of one stream in a span of time, ``step_s`` apart, and the alarms it raised."""

    stream: Datastream
    start: datetime
    end: datetime
    step_s: float
    points: list[Point]
    alarms: list[Alarm]


def history(stream: Datastream, span: str, until: datetime | None = None) -> History:
    """Return what ``stream`` measured in a span before ``until`` (now). Few queries."""
    end = until or now()
    start = end - SPANS[span]
    step = max((end - start) / POINTS, timedelta(seconds=1))
    with connection.cursor() as cursor:
        given: list[Any] = [step, start, stream.pk, start, end]
        cursor.execute(READ, given)
        points = [Point(*row) for row in cursor.fetchall()]
    return History(stream, start, end, step.total_seconds(), points, _alarms(stream.pk, start))


def _alarms(stream_id: UUID, start: datetime) -> list[Alarm]:
    rows = Alarm.objects.filter(datastream=stream_id).select_related("state")
    still = rows.filter(Q(raised_at__gte=start) | Q(state__updated_at__gte=start))
    return list(still.order_by("-raised_at")[:MOST_ALARMS])


def station_alarms(station_id: UUID) -> list[Alarm]:
    """Return the newest alarms of a station that are over and done with. One query."""
    rows = Alarm.objects.filter(datastream__station=station_id, state__status="cleared")
    rows = rows.select_related("state__acknowledged_by", "datastream")
    return list(rows.order_by("-raised_at")[:MOST_PAST])


def as_drawn(found: History) -> dict[str, Any]:
    """Return a chart for the script that draws it: columns of numbers, null where silent."""
    stream = found.stream
    columns: dict[str, list[float | None]] = {"t": [], "mean": [], "low": [], "high": []}
    for at, point in _broken(found):
        columns["t"].append(round(at.timestamp(), 3))
        for name in ("mean", "low", "high"):
            columns[name].append(None if point is None else getattr(point, name))
    return {
        **columns,
        "start": found.start.timestamp(),
        "end": found.end.timestamp(),
        "step": found.step_s,
        "unit": stream.unit,
        "limits": [
            {"level": level, "value": value}
            for level, value in ((3, stream.warning), (1, stream.guarantee))
            if value is not None
        ],
        "alarms": [_drawn_alarm(alarm) for alarm in found.alarms],
    }


def _drawn_alarm(alarm: Alarm) -> dict[str, Any]:
    over = str(alarm.state.status).startswith("cleared")
    unit = alarm.datastream.unit
    return {
        "id": str(alarm.pk),
        "level": alarm.level,
        "text": words.alarm(alarm.cause, alarm.level, alarm.value, alarm.limit, unit),
        "from": alarm.raised_at.timestamp(),
        "to": alarm.state.updated_at.timestamp() if over else None,
    }


def _broken(found: History) -> Iterator[tuple[datetime, Point | None]]:
    """Yield the points, and a gap where the stream was silent for long."""
    patience = timedelta(seconds=SILENCE * max(found.step_s, found.stream.interval_s))
    before: datetime | None = None
    for point in found.points:
        if before is not None and point.at - before > patience:
            yield before + (point.at - before) / 2, None
        yield point.at, point
        before = point.at
