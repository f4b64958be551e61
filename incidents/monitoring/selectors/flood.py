"""Flood mode: more new alarms than one person can read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import now

from command.core.models import Person
from command.core.times import iso_or_none
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors.alarms import alarms_visible_to
from incidents.monitoring.selectors.limits import (
    FLOOD_COUNT,
    FLOOD_WINDOW,
    limits_of,
    seconds,
)

LOOK_BACK = 6  # windows: how far back the beginning of a flood is looked for
MOST = 5000  # alarms that are counted


@dataclass(frozen=True, slots=True)
class FloodState:
    """Whether the alarms come too fast for one person, since when, and how many.

    ``count`` is how many new alarms the person was sent within the last ``window_s``
    seconds; more than ``limit`` are a flood.
    """

    on: bool
    count: int
    since: str | None
    limit: int
    window_s: int


def flood_state(person: Person, at: datetime | None = None) -> FloodState:
    """Return whether the alarms that ``person`` sees are a flood now. Four queries."""
    return flood_among(alarms_visible_to(person), person.origin, at or now())


def flood_among(seen: QuerySet[AlarmState], region: str, at: datetime) -> FloodState:
    """Return whether the alarms that somebody of a region sees are a flood. Two queries."""
    limits = limits_of(region)
    window, limit = seconds(limits, FLOOD_WINDOW), limits[FLOOD_COUNT]
    rows = seen.filter(alarm__told_at__gt=at - LOOK_BACK * window, alarm__told_at__lte=at)
    newest = rows.order_by("-alarm__told_at").values_list("alarm__told_at", flat=True)
    times = sorted(moment for moment in newest[:MOST] if moment is not None)
    count = sum(moment > at - window for moment in times)
    return FloodState(
        on=count > limit,
        count=count,
        since=iso_or_none(_began(times, limit, window)) if count > limit else None,
        limit=limit,
        window_s=int(window.total_seconds()),
    )


def _began(times: list[datetime], limit: int, window: timedelta) -> datetime | None:
    """Return when the flood that is on began: its alarm that was one too many."""
    began: datetime | None = None
    lasts: datetime | None = None
    for n in range(limit, len(times)):
        first, last = times[n - limit], times[n]
        if last - first >= window:
            continue
        if lasts is None or last >= lasts:
            began = last
        # It is over when so many have passed out of the window again.
        lasts = first + window
    return began
