"""The history of one stream as a chart shows it, and what is expected of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now

from incidents.monitoring import words
from incidents.monitoring.lifecycle import OVER
from incidents.monitoring.models import Alarm, Datastream
from incidents.monitoring.selectors.series import Outlook, Series, outlooks, series
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


@dataclass(frozen=True, slots=True)
class History:
    """Points of one stream in a span of time, the alarms it raised, and its forecast.

    ``step_s`` is what a point sums up, nought for single readings. ``silent`` are the times
    at which the sensor gave no value.
    """

    stream: Datastream
    start: datetime
    end: datetime
    step_s: int
    points: list[Point]
    silent: list[datetime]
    alarms: list[Alarm]
    outlook: Outlook | None


def history(stream: Datastream, span: str, until: datetime | None = None) -> History:
    """Return what ``stream`` measured in a span before ``until`` (now). Few queries."""
    end = until or now()
    start = end - SPANS[span]
    found = series(stream, start, end, POINTS)
    return History(
        stream=stream,
        start=start,
        end=end,
        step_s=found.step_s,
        points=list(_points(found, end)),
        silent=[row.at for row in found.rows if row.mean is None],
        alarms=_alarms(stream.pk, start),
        outlook=_outlook(stream.pk, end, end + SPANS[span]),
    )


def station_alarms(station_id: UUID) -> list[Alarm]:
    """Return the newest alarms of a station that are over and done with. One query."""
    rows = Alarm.objects.filter(datastream__station=station_id, state__status="cleared")
    rows = rows.select_related("state__acknowledged_by", "state__taken_by", "datastream")
    return list(rows.order_by("-raised_at")[:MOST_PAST])


def as_drawn(found: History) -> dict[str, Any]:
    """Return a chart for the script that draws it: columns of numbers, null where silent."""
    stream = found.stream
    columns: dict[str, list[float | None]] = {"t": [], "mean": [], "low": [], "high": []}
    for at, point in _broken(found):
        columns["t"].append(_seconds(at))
        for name in ("mean", "low", "high"):
            columns[name].append(None if point is None else getattr(point, name))
    return {
        **_forecast(found, columns),
        "start": found.start.timestamp(),
        "end": found.end.timestamp(),
        "step": found.step_s,
        "unit": stream.unit,
        "limits": [
            {"level": level, "value": value}
            for level, value in ((3, stream.warning), (1, stream.guarantee))
            if value is not None
        ],
        "alarms": [_drawn_alarm(alarm, stream.unit) for alarm in found.alarms],
    }


def _points(found: Series, end: datetime) -> Iterator[Point]:
    """Yield the points; what sums up a step stands in its middle."""
    half = timedelta(seconds=found.step_s / 2)
    for at, low, high, mean, _last, count in found.rows:
        if low is not None and high is not None and mean is not None:
            yield Point(min(at + half, end), low, high, mean, count)


def _alarms(stream_id: UUID, start: datetime) -> list[Alarm]:
    rows = Alarm.objects.filter(datastream=stream_id).select_related("state")
    still = rows.filter(
        Q(raised_at__gte=start) | Q(state__over_at__gte=start) | ~Q(state__status__in=OVER)
    )
    return list(still.order_by("-raised_at")[:MOST_ALARMS])


def _outlook(stream_id: UUID, after: datetime, until: datetime) -> Outlook | None:
    found = outlooks([stream_id]).get(stream_id)
    if found is None:
        return None
    rows = [(at, value) for at, value in found.rows if after < at <= until]
    return Outlook(found.issued_at, rows) if rows else None


def _forecast(found: History, columns: dict[str, list[float | None]]) -> dict[str, Any]:
    """Return the columns with the forecast behind them: a line on from the last value."""
    if found.outlook is None:
        return dict(columns)
    expected: list[float | None] = [None] * len(columns["t"])
    if found.points:
        expected[-1] = found.points[-1].mean
    for at, value in found.outlook.rows:
        columns["t"].append(_seconds(at))
        expected.append(value)
        for name in ("mean", "low", "high"):
            columns[name].append(None)
    return {**columns, "forecast": expected}


def _drawn_alarm(alarm: Alarm, unit: str) -> dict[str, Any]:
    return {
        "id": str(alarm.pk),
        "level": alarm.level,
        "text": words.alarm(alarm.cause, alarm.level, alarm.value, alarm.limit, unit),
        "from": alarm.raised_at.timestamp(),
        "to": alarm.state.over_at.timestamp() if alarm.state.over_at else None,
    }


def _broken(found: History) -> Iterator[tuple[datetime, Point | None]]:
    """Yield the points in order, and a gap where the stream was silent for long."""
    patience = timedelta(seconds=SILENCE * max(found.step_s, found.stream.interval_s))
    before: datetime | None = None
    marks: list[tuple[datetime, Point | None]] = [(point.at, point) for point in found.points]
    marks += [(at, None) for at in found.silent]
    for at, point in sorted(marks, key=lambda mark: mark[0]):
        if before is not None and at - before > patience:
            yield before + (at - before) / 2, None
        yield at, point
        before = at


def _seconds(at: datetime) -> float:
    return round(at.timestamp(), 3)
