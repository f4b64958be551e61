"""The stations on a map: where, how grave, and what they measure; and the values alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime, now

from command.core.models import Person
from command.core.times import iso_or_none
from incidents.monitoring import words
from incidents.monitoring.models import AlarmState, Datastream, Station
from incidents.monitoring.selectors.rows import WAITING, Row, alarms_of, row_at, streams_of
from incidents.monitoring.selectors.then import stand_then


def on_map(person: Person) -> list[dict[str, Any]]:
    """Return the stations for a map: where, how grave, and what they measure. Few queries."""
    streams = list(streams_of(person))
    return _stations(streams, alarms_of([stream.pk for stream in streams]), now())


def on_map_then(
    person: Person, at: datetime, states: Iterable[AlarmState]
) -> list[dict[str, Any]]:
    """Return the stations as they were at a moment, with the alarms of then. Two queries."""
    alarms: dict[UUID, list[AlarmState]] = {}
    for state in states:
        alarms.setdefault(state.datastream_id, []).append(state)
    return _stations(stand_then(streams_of(person, at=at), at), alarms, at)


def _stations(
    streams: Iterable[Datastream], alarms: Mapping[UUID, list[AlarmState]], at: datetime
) -> list[dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for stream in streams:
        one, place = row_at(stream, alarms.get(stream.pk, []), at), stream.station
        known = found.setdefault(place.pk, _place(place, one))
        known["level"] = min(known["level"] or 5, one.level or 5) % 5 or None
        known["waits"] |= one.status in WAITING
        known["offline"] &= one.offline
        known["values"].append(
            {
                "name": one.quantity,
                "value": one.value,
                "unit": stream.unit,
                "at": iso_or_none(stream.state.observed_at),
                "every": stream.interval_s,
            }
        )
    return list(found.values())


def values_now(person: Person) -> list[tuple[str, str, str, str]]:
    """Return what every stream says now: its key, value, time, and the time of day.

    Two queries, whatever their number: the list asks for it every few seconds.
    """
    rows = streams_of(person).select_related(None)
    told = rows.order_by().values_list("pk", "state__value", "state__observed_at")
    return [
        (str(key), words.number(value) or "—", at.isoformat(), f"{localtime(at):%H:%M:%S}")
        for key, value, at in told
        if at is not None
    ]


def _place(station: Station, one: Row) -> dict[str, Any]:
    return {
        "id": str(station.pk),
        "name": one.station,
        "lat": station.point.y,
        "lon": station.point.x,
        "url": reverse("station", args=[station.pk]),
        "level": None,
        "waits": False,
        "offline": True,
        "exercise": station.exercise_id is not None,
        "values": [],
    }
