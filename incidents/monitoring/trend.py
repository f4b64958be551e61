"""What a chart shows, said in words: for whoever hears a page instead of seeing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.monitoring import words
from incidents.monitoring.models import Datastream

HOUR = timedelta(hours=1)
LEAST = 3  # points, to speak of a trend
FASTER = 2  # times as fast as before: then what the last hour did is the pace
CALM = 0.05  # of the whole span: a change smaller than this is none
Expected = tuple[datetime, float]
SOON = 72.0  # hours; beyond them no pace holds


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart: a reading, or the readings of one step."""

    at: datetime
    low: float
    high: float
    mean: float
    count: int


def pace(points: Sequence[Point]) -> float | None:
    """Return the change per hour: of the last quarter, or of the last hour if that is faster.

    A surge is told by what it does now, not by the calm hours before it.
    """
    if len(points) < LEAST:
        return None
    begin = points[-1].at - (points[-1].at - points[0].at) / 4
    late = [p for p in points if p.at >= begin]
    usual = _slope(late if len(late) >= LEAST else points[-LEAST:])
    now = _slope([p for p in points if p.at >= points[-1].at - HOUR])
    if usual is None or now is None or abs(now) <= FASTER * abs(usual):
        return usual
    return now


def _slope(points: Sequence[Point]) -> float | None:
    """Return the change per hour by least squares."""
    hours = [(p.at - points[0].at) / HOUR for p in points]
    middle, level = sum(hours) / len(points), sum(p.mean for p in points) / len(points)
    spread = sum((h - middle) ** 2 for h in hours)
    if spread == 0:
        return None
    return (
        sum((h - middle) * (p.mean - level) for h, p in zip(hours, points, strict=True))
        / spread
    )


def summary(stream: Datastream, points: Sequence[Point]) -> list[str]:
    """Return the chart in sentences: now, span, trend, and how far the limits are."""
    if not points:
        return [_("No reading in this time.")]
    low, high = min(points, key=lambda p: p.low), max(points, key=lambda p: p.high)
    said = [_now(stream), _span(stream, low, high)]
    change = pace(points)
    calm = change is None or abs(change) * _hours(points) / 4 < CALM * (
        high.high - low.low or 1.0
    )
    said.append(_("Steady.") if calm else _trend(stream, change or 0.0))
    said += _limits(stream, None if calm else change)
    return [sentence for sentence in said if sentence]


def expected(stream: Datastream, issued_at: datetime, rows: Sequence[Expected]) -> str:
    """Return a forecast in a sentence: its highest value, and when."""
    at, value = max(rows, key=lambda row: row[1])
    return _("Forecast of %(issued)s: up to %(value)s %(unit)s, at %(at)s.") % {
        "issued": clock(issued_at),
        "value": words.number(value),
        "unit": stream.unit,
        "at": clock(at),
    }


def clock(at: datetime) -> str:
    """Return a time of the cities, with its day."""
    return f"{localtime(at):%m-%d %H:%M}"


def _hours(points: Sequence[Point]) -> float:
    return (points[-1].at - points[0].at) / HOUR


def _now(stream: Datastream) -> str:
    state = stream.state
    if state.observed_at is None:
        return ""
    if state.value is None:
        return _("No value since %(at)s.") % {"at": clock(state.observed_at)}
    told = {"value": words.number(state.value), "unit": stream.unit}
    return _("Last value %(value)s %(unit)s at %(at)s.") % {
        **told,
        "at": clock(state.observed_at),
    }


def _span(stream: Datastream, low: Point, high: Point) -> str:
    if low.low == high.high:
        return ""
    return _("Between %(low)s (%(low_at)s) and %(high)s %(unit)s (%(at)s) in this time.") % {
        "low": words.number(low.low),
        "high": words.number(high.high),
        "unit": stream.unit,
        "at": clock(high.at),
        "low_at": clock(low.at),
    }


def _trend(stream: Datastream, change: float) -> str:
    told: dict[str, Any] = {"n": f"{abs(change):.2g}", "unit": stream.unit}
    if change > 0:
        return _("Rising by %(n)s %(unit)s in an hour.") % told
    return _("Falling by %(n)s %(unit)s in an hour.") % told


def _limits(stream: Datastream, change: float | None) -> list[str]:
    value = stream.state.value
    if value is None:
        return []
    said = []
    for limit, name in (
        (stream.guarantee, _("guaranteed stage")),
        (stream.warning, _("warning stage")),
    ):
        if limit is None:
            continue
        told = {
            "n": words.number(abs(value - limit)),
            "unit": stream.unit,
            "name": name,
            "limit": words.number(limit),
        }
        if value >= limit:
            said.append(_("%(n)s %(unit)s over the %(name)s of %(limit)s.") % told)
            break
        said.append(_("%(n)s %(unit)s below the %(name)s of %(limit)s.") % told)
        if change and change > 0 and (limit - value) / change <= SOON:
            said.append(_reached((limit - value) / change, name))
    return said


def _reached(hours: float, name: str) -> str:
    if hours < 1:
        return _("At this pace the %(name)s is reached within an hour.") % {"name": name}
    whole = round(hours)
    return ngettext(
        "At this pace the %(name)s is reached in about %(n)d hour.",
        "At this pace the %(name)s is reached in about %(n)d hours.",
        whole,
    ) % {"name": name, "n": whole}
