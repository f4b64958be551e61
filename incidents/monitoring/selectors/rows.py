"""One stream as lists and pages show it, with its open alarms."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from command.core.models import Person
from command.core.tongues import of_reader
from incidents.monitoring import words
from incidents.monitoring.drawing import Line
from incidents.monitoring.lifecycle import HELD, UNSEEN, AlarmStatus, Stage
from incidents.monitoring.models import AlarmState, Datastream, Station
from incidents.monitoring.selectors.alarm_list import GRAVE
from incidents.monitoring.selectors.alarms import alarms_visible_to
from incidents.monitoring.selectors.reading import seen_by

STALE_AFTER = 5  # intervals
OUTSIDE = "outside"  # the stations upstream, beyond the four cities
OVER = frozenset({Stage.WARNING, Stage.GUARANTEE})
WAITING = frozenset(UNSEEN)


@dataclass(frozen=True, slots=True)
class Row:
    """One stream as the list shows it. ``alarm`` is the gravest that is open.

    In a flood ``folded`` counts the rows of the same cause that lie ``under`` this one.
    """

    stream: Datastream
    alarm: AlarmState | None
    others: int
    offline: bool
    recent: Line | None = None
    folded: int = 0
    under: str = ""

    @property
    def id(self) -> str:
        """The key of the stream."""
        return str(self.stream.pk)

    @property
    def station(self) -> str:
        """The name of the station, in the language of the reader."""
        place = self.stream.station
        return of_reader(place.name_zh, place.name_en)

    @property
    def quantity(self) -> str:
        """What is measured, in the language of the reader."""
        return of_reader(self.stream.name, self.stream.name_en)

    @property
    def value(self) -> str:
        """The newest value as people read it."""
        return words.number(self.stream.state.value)

    @property
    def limit(self) -> float | None:
        """The limit that matters: the one that is broken, or else the lowest."""
        stream = self.stream
        if stream.state.stage == Stage.GUARANTEE:
            return stream.guarantee
        return stream.guarantee if stream.warning is None else stream.warning

    @property
    def beyond(self) -> str:
        """How far the value lies beyond its limit; empty below it."""
        value, limit = self.stream.state.value, self.limit
        if value is None or limit is None or self.stream.state.stage not in OVER:
            return ""
        return f"{value - limit:+.3f}".rstrip("0").rstrip(".")

    @property
    def cause(self) -> str:
        """What its alarm is one of: the key of the first alarm of the same cause."""
        return str(self.alarm.alarm.group or self.alarm.pk) if self.alarm else ""

    @property
    def level(self) -> int | None:
        """The level of the gravest open alarm."""
        return self.alarm.level if self.alarm else None

    @property
    def status(self) -> str:
        """What the row is: its alarm's status, ``offline`` or ``normal``."""
        if self.alarm:
            return str(self.alarm.status)
        return "offline" if self.offline else "normal"

    def fits(self, state: str) -> bool:
        """Return whether the row belongs into the list of one filter."""
        if state == "over":
            return self.stream.state.stage in OVER
        if state == "unacknowledged":
            return self.status in WAITING
        return self.offline if state == "offline" else self.status == state


def row_of(stream: Datastream) -> tuple[Row, list[AlarmState]]:
    """Return the row of one stream, and all its open alarms. One query."""
    alarms = sorted(open_alarms([stream.pk]), key=gravity)
    return row_at(stream, alarms, now()), alarms


def rows_of(person: Person, station: Station) -> list[tuple[Row, list[AlarmState]]]:
    """Return the rows of one station, each with its open alarms. Two queries."""
    streams = list(streams_of(person).filter(station=station).order_by("key"))
    alarms, at = alarms_of([stream.pk for stream in streams]), now()
    return [
        (row_at(stream, alarms.get(stream.pk, []), at), alarms.get(stream.pk, []))
        for stream in streams
    ]


def open_alarms(ids: list[UUID]) -> QuerySet[AlarmState]:
    """Return the alarms of streams that are not over and done with, the gravest first."""
    rows = AlarmState.objects.filter(datastream__in=ids).exclude(status=AlarmStatus.CLEARED)
    return rows.select_related(
        "alarm", "acknowledged_by", "taken_by", "offered_to", "shelved_by"
    ).order_by("level", "alarm__raised_at")


def streams_of(
    person: Person, city: str = "", *, at: datetime | None = None
) -> QuerySet[Datastream]:
    """Return the streams that ``person`` may see, of one city or of all, now or then."""
    rows = Datastream.objects.filter(
        there_at(at), seen_by(person, "station__"), state__isnull=False
    )
    if city == OUTSIDE:
        rows = rows.filter(station__region__isnull=True)
    elif city:
        rows = rows.filter(station__region__code__startswith=city[:4])
    return rows.select_related("station", "state", "observed")


def there_at(at: datetime | None) -> Q:
    """Return the condition that a stream is in use, or was at a past moment."""
    used = Q(retired_at__isnull=True)
    return used if at is None else used | Q(retired_at__gt=at)


def alarms_of(ids: list[UUID]) -> dict[UUID, list[AlarmState]]:
    """Return the open alarms by stream. One query."""
    found: dict[UUID, list[AlarmState]] = {}
    for state in open_alarms(ids):
        found.setdefault(state.datastream_id, []).append(state)
    return found


def row_at(stream: Datastream, alarms: list[AlarmState], at: datetime) -> Row:
    """Return the row of a stream with its open alarms, as of ``at``."""
    heard = stream.state.observed_at
    late = heard is None or at - heard > timedelta(seconds=STALE_AFTER * stream.interval_s)
    return Row(
        stream=stream,
        alarm=min(alarms, key=gravity) if alarms else None,
        others=max(0, len(alarms) - 1),
        offline=late or stream.state.stage == Stage.LOST,
    )


def gravity(state: AlarmState) -> tuple[bool, bool, int]:
    """Return by what alarms are ordered: what is held back never hides what waits."""
    return (state.status in HELD, state.status not in WAITING, state.level)


def cause_of(person: Person, one: Row) -> dict[str, Any] | None:
    """Return how many lesser alarms of its cause wait besides a row's own. One query."""
    if one.alarm is None:
        return None
    same = Q(alarm__group=one.cause) | Q(pk=one.cause)
    waiting = alarms_visible_to(person).filter(same, status__in=UNSEEN, level__gt=GRAVE)
    times = [state.alarm.told_at or state.alarm.raised_at for state in waiting]
    if len(times) < 2:
        return None
    return {"key": one.cause, "count": len(times), "until": max(times).isoformat()}
