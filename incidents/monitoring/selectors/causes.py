"""Which alarms are of one cause, and what is held back."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from incidents.monitoring.lifecycle import OVER
from incidents.monitoring.models import Alarm, AlarmState, Datastream, Disabling
from incidents.monitoring.selectors.alarms import alarm_states, disabled, locked

Key = tuple[UUID, UUID | None, str, int]  # stream, rule, cause and level: one episode


@dataclass(slots=True)
class Causes:
    """What was raised lately, by all that may make it the same cause as another alarm.

    That is, within the ``window`` of the alarm before: a key that a rule has given, the
    station, or the region with what is measured.
    """

    window: timedelta
    _last: dict[Hashable, tuple[UUID, datetime]] = field(default_factory=dict)

    def settle(self, alarm: Alarm) -> None:
        """Say of which group a new alarm is, and remember it for those that follow."""
        stream = alarm.datastream
        marks = list(
            _marks(
                alarm.exercise_id,
                alarm.cause_key,
                stream.station_id,
                stream.station.region_id,
                stream.observed_id,
            )
        )
        window = self.window / (stream.exercise.speed if stream.exercise else 1)
        for mark in marks:
            found = self._last.get(mark)
            if found is not None and abs(alarm.raised_at - found[1]) <= window:
                alarm.group = found[0]
                break
        for mark in marks:
            self._last[mark] = (alarm.group or alarm.pk, alarm.raised_at)

    def remember(self, row: dict[str, Any]) -> None:
        """Take in an alarm that was there before."""
        for mark in _marks(
            row["exercise_id"],
            row["cause_key"],
            row["datastream__station_id"],
            row["datastream__station__region_id"],
            row["datastream__observed_id"],
        ):
            known = self._last.get(mark)
            if known is None or known[1] < row["raised_at"]:
                self._last[mark] = (row["group"] or row["id"], row["raised_at"])


def causes_of(
    streams: Iterable[Datastream], keys: Iterable[str], times: list[datetime], window: timedelta
) -> Causes:
    """Return what was raised lately where these streams are. Up to three queries."""
    found = Causes(window)
    of = list(streams)
    near = Alarm.objects.filter(raised_at__range=(min(times) - window, max(times) + window))
    stations = near.filter(datastream__station__in={s.station_id for s in of})
    areas = near.filter(
        datastream__station__region__in={s.station.region_id for s in of} - {None},
        datastream__observed__in={s.observed_id for s in of} - {None},
    )
    for row in _newest(stations, "datastream__station_id"):
        found.remember(row)
    for row in _newest(areas, "datastream__station__region_id", "datastream__observed_id"):
        found.remember(row)
    if given := {key for key in keys if key}:
        for row in _newest(near.filter(cause_key__in=given), "cause_key"):
            found.remember(row)
    return found


def standing(streams: Iterable[UUID]) -> dict[Key, AlarmState]:
    """Return the episodes that are not over, by what they are about, their rows locked."""
    rows = alarm_states().filter(datastream__in=list(streams)).exclude(status__in=OVER)
    return {(s.datastream_id, s.rule_id, str(s.cause), s.level): s for s in locked(rows)}


def shelves(streams: Iterable[UUID], at: datetime) -> dict[Key, AlarmState]:
    """Return what is on the shelf now, by what it is about; also if its episode is over."""
    rows = AlarmState.objects.select_related("shelved_by").filter(shelved_until__gt=at)
    rows = rows.filter(datastream__in=list(streams)).order_by("shelved_until")
    return {(s.datastream_id, s.rule_id, str(s.cause), s.level): s for s in rows}


def out_of_service(streams: Iterable[UUID]) -> dict[Hashable, Disabling]:
    """Return what is out of service, by stream and rule, or stream, cause and level."""
    rows = disabled().filter(datastream__in=list(streams))
    return {service_key(r.datastream_id, r.rule_id, str(r.cause), r.level): r for r in rows}


def service_key(stream: UUID, rule: UUID | None, cause: str, level: int | None) -> Hashable:
    """Return what is taken out of service as one: a rule, or what raised alarms before."""
    return (stream, rule) if rule else (stream, cause, level)


def _marks(
    world: UUID | None, key: str, station: UUID, region: str | None, observed: UUID | None
) -> Iterator[Hashable]:
    if key:
        yield world, "key", key
    yield world, "station", station
    if region and observed:
        yield world, "area", region, observed


def _newest(rows: QuerySet[Alarm], *by: str) -> Iterable[Any]:
    """Return the newest alarm of each, and of each world."""
    newest = rows.order_by(*by, "exercise_id", "-raised_at").distinct(*by, "exercise_id")
    return newest.values(
        "id",
        "group",
        "raised_at",
        "exercise_id",
        "cause_key",
        "datastream__station_id",
        "datastream__station__region_id",
        "datastream__observed_id",
    )
