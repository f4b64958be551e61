"""Inserting what SensorThings clients write: whole trees, all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.ids import new_id
from command.core.models import Person
from incidents.monitoring.actions import (
    record_readings,
    register_datastream,
    register_property,
    register_sensor,
    register_station,
)
from incidents.monitoring.models import Datastream, ObservedProperty, Sensor, Station
from incidents.monitoring.sta.entities import OBSERVED, SENSORS, Kind
from incidents.monitoring.sta.selectors.sight import Sight

Given = Mapping[str, Any]
MADE_UP = 10  # letters of a code that nobody gave


@door
def insert_thing(*, actor: Person | None, given: Given) -> Station:
    """Register a station where its one Location is, with its Datastreams.

    It lies in the territory of ``actor`` where no region is said. Raises as the doors
    that it knocks at; then nothing of it is there.
    """
    more = given["properties"]
    [place] = given["Locations"]
    region = more.get("region", actor.origin if actor else None)
    station = register_station(
        actor=actor,
        code=more.get("code") or _made_up("T"),
        name_zh=given["name"],
        name_en=more.get("name_en") or given["name"],
        region=region,
        point=place["location"],
        illustrative=more.get("illustrative", False),
        description=given["description"],
    )
    for each in given.get("Datastreams", ()):
        insert_datastream(actor=actor, station_id=station.pk, given=each)
    return station


@door
def insert_datastream(*, actor: Person | None, station_id: UUID, given: Given) -> Datastream:
    """Register a stream of a station, with what else is new in it, and its Observations.

    Raises as the doors that it knocks at; then nothing of it is there.
    """
    if not Station.objects.filter(pk=station_id, exercise=authority.exercise()).exists():
        raise Conflict(_("An exercise and reality are not mixed."))
    more = dict(given["properties"])
    unit = given["unitOfMeasurement"]["symbol"]
    sensor = given["Sensor"]
    if isinstance(sensor, UUID):
        sensor = _seen(actor, SENSORS, sensor, "Sensor")
    else:
        sensor = insert_sensor(actor=actor, given=sensor).pk
    observed = given["ObservedProperty"]
    if isinstance(observed, UUID):
        observed = _seen(actor, OBSERVED, observed, "ObservedProperty")
    else:
        observed = insert_property(actor=actor, given=observed, unit=unit).pk
    stream = register_datastream(
        actor=actor,
        station_id=station_id,
        key=more.pop("key", "") or _made_up("S"),
        name=given["name"],
        unit=unit,
        interval_s=more.pop("interval_s", 3600),
        observed=observed,
        sensor_id=sensor,
        description=given["description"],
        **more,
    )
    rows = [
        (stream.pk, each.get("phenomenonTime") or now(), each["result"])
        for each in given.get("Observations", ())
    ]
    if rows:
        insert_observations(actor=actor, rows=rows)
    return stream


@door
def insert_sensor(*, actor: Person | None, given: Given) -> Sensor:
    """Register an instrument. Raises ``NotPermitted`` or ``Invalid``."""
    return register_sensor(
        actor=actor,
        name=given["name"],
        description=given["description"],
        encoding_type=given["encodingType"],
        metadata=given["metadata"],
    )


@door
def insert_property(*, actor: Person | None, given: Given, unit: str = "") -> ObservedProperty:
    """Register a quantity; ``unit`` is that of the stream which it comes with.

    Raises ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    more = dict(given["properties"])
    return register_property(
        actor=actor,
        code=more.pop("code", "") or _made_up("P"),
        name_zh=given["name"],
        name_en=more.pop("name_en", "") or given["name"],
        unit=more.pop("unit", "") or unit,
        definition=given["definition"],
        description=given["description"],
        **more,
    )


@door
def insert_observations(
    *, actor: Person | None, rows: Sequence[tuple[UUID, datetime, float | None]]
) -> None:
    """Record readings, all or none: the first that is refused refuses them all.

    Raises ``NotThere``, ``NotPermitted``, ``Conflict`` for another value at the same time,
    or ``Invalid`` with the reason.
    """
    taken = record_readings(actor=actor, readings=rows)
    refuse(taken.refused)


def refuse(refused: Sequence[Any]) -> None:
    """Raise what the first refusal of readings says; nothing when there is none."""
    if not refused:
        return
    first = refused[0]
    why = str(first.why)
    if why in {"unknown_stream", "out_of_scope"}:
        raise NotThere(_("No such stream, or not visible to you."))
    kind = Conflict if why in {"conflicting", "retired"} else Invalid
    raise kind(str(first.text), why=why, index=first.index)


def _seen(actor: Person | None, kind: Kind, key: UUID, field: str) -> UUID:
    if actor is not None and not Sight.of(actor).rows(kind).filter(pk=key).exists():
        raise Invalid(_("There is no such thing."), field=field)
    return key


def _made_up(letter: str) -> str:
    return f"{letter}-{new_id().hex[-MADE_UP:]}"
