"""What becomes of what clients write: the entity made, or the addresses of observations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import MethodNotAllowed, ValidationError

from command.core.api.fields import Moment
from command.core.errors import Invalid
from command.core.models import Person
from command.core.times import iso
from incidents.monitoring.actions import change_station, record_readings
from incidents.monitoring.intake.actions import push_readings
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.sta import actions
from incidents.monitoring.sta.bodies import self_link
from incidents.monitoring.sta.entities import (
    DATASTREAMS,
    FEATURES,
    LOCATIONS,
    OBSERVATIONS,
    OBSERVED,
    SENSORS,
    THINGS,
    Observation,
)
from incidents.monitoring.sta.given import shapes
from incidents.monitoring.sta.given.fields import Quantity
from incidents.monitoring.sta.selectors.resources import Place
from incidents.monitoring.sta.selectors.sight import Sight

Row = tuple[UUID, datetime, float | None]
TIME, RESULT = "phenomenonTime", "result"
# What a row may hold besides, and is not kept.
PASSED_OVER = frozenset({"resultTime"})
FAILED = "error"


class Writing:
    """Carries out what somebody writes: ``actor`` a person, or else ``device``."""

    def __init__(self, sight: Sight, actor: Person | None, device: FeedDevice | None) -> None:
        """Keep who writes, and what they see."""
        self.sight = sight
        self.actor = actor
        self.device = device

    def entity(self, place: Place, sent: Any) -> Any:
        """Make the entity that was sent to a collection; return its row. Raises refusals."""
        if place.row is not None:
            raise MethodNotAllowed("POST")
        if place.kind is OBSERVATIONS:
            return self._observation(place, read(shapes.StaObservationInput, sent))
        if place.kind is SENSORS and place.start is None:
            given = read(shapes.StaSensorInput, sent)
            return actions.insert_sensor(actor=self.actor, given=given)
        if place.kind is OBSERVED and place.start is None:
            given = read(shapes.StaPropertyInput, sent)
            return actions.insert_property(actor=self.actor, given=given)
        if place.kind is THINGS and place.start is None:
            given = read(shapes.StaThingInput, sent)
            return actions.insert_thing(actor=self.actor, given=given)
        if place.kind is LOCATIONS and place.start is not None:
            given = read(shapes.StaLocationInput, sent)
            change = {"point": given["location"]}
            return change_station(
                actor=self.actor, station_id=place.start[1].pk, changes=change
            )
        if place.kind is DATASTREAMS:
            return self._datastream(place, sent)
        raise MethodNotAllowed("POST")

    def observations(self, root: str, sent: Any) -> list[str]:
        """Record what ``CreateObservations`` holds; return an address or an error a row."""
        if not isinstance(sent, list) or not 0 < len(sent) <= shapes.MOST_TOGETHER:
            raise Invalid(_("A list of data arrays is expected."), limit=shapes.MOST_TOGETHER)
        answers: list[str] = []
        rows: dict[int, Row] = {}
        arrays = [read(shapes.StaArrayInput, _without_count(each)) for each in sent]
        if sum(len(each["dataArray"]) for each in arrays) > shapes.MOST_OBSERVATIONS:
            raise Invalid(_("Too many at once."), limit=shapes.MOST_OBSERVATIONS)
        there = self._streams({each["Datastream"] for each in arrays})
        for each in arrays:
            time, result = _columns(each["components"])
            for cells in each["dataArray"]:
                row = _row(each["Datastream"], cells, time, result, len(each["components"]))
                if row is not None and each["Datastream"] in there:
                    rows[len(answers)] = row
                    answers.append(self_link(root, OBSERVATIONS, Observation(*row).pk))
                else:
                    answers.append(FAILED)
        places = list(rows)
        for refused in self._record(list(rows.values())) if rows else ():
            answers[places[refused.index]] = FAILED
        return answers

    def _observation(self, place: Place, given: dict[str, Any]) -> Observation:
        key = given.get("Datastream")
        if place.start is not None and place.start[0] is DATASTREAMS:
            key = place.start[1].pk
        if key is None:
            raise Invalid(_("Name the Datastream."), field="Datastream")
        stream = self.sight.rows(DATASTREAMS).filter(pk=key).first()
        if stream is None:
            raise Invalid(_("No such stream, or not visible to you."), field="Datastream")
        station: UUID = stream.station_id  # type: ignore[attr-defined]
        named = {given.get("FeatureOfInterest", station)}
        if place.start is not None and place.start[0] is FEATURES:
            named.add(place.start[1].pk)
        if named != {station}:
            raise Invalid(
                _("What a stream observes is its own Thing."), field="FeatureOfInterest"
            )
        at = given.get(TIME) or now()
        actions.refuse(self._record([(stream.pk, at, given["result"])]))
        return Observation(stream.pk, at, given["result"], station)

    def _datastream(self, place: Place, sent: Any) -> Any:
        given = read(shapes.StaDatastreamInput, sent)
        key = given.get("Thing")
        start = place.start
        if start is not None and start[0] is THINGS:
            key = start[1].pk
        elif start is not None:
            given["Sensor" if start[0] is SENSORS else "ObservedProperty"] = start[1].pk
        if key is None or not self.sight.rows(THINGS).filter(pk=key).exists():
            raise Invalid(_("No such station, or not visible to you."), field="Thing")
        return actions.insert_datastream(actor=self.actor, station_id=key, given=given)

    def _streams(self, keys: set[UUID]) -> set[UUID]:
        return set(
            self.sight.rows(DATASTREAMS).filter(pk__in=keys).values_list("pk", flat=True)
        )

    def _record(self, rows: list[Row]) -> Sequence[Any]:
        """Record readings; return those refused."""
        if self.device is not None:
            readings = [{"stream": str(s), "at": iso(at), "value": v} for s, at, v in rows]
            return push_readings(
                actor=None, device_id=self.device.pk, readings=readings, device=self.device
            ).refused
        taken = record_readings(actor=self.actor, readings=rows)
        refused: Sequence[Any] = taken.refused
        return refused


def read(shape: type[serializers.BaseSerializer[Any]], sent: Any) -> dict[str, Any]:
    """Return what was sent, as the shape has it. Raises DRF's ``ValidationError``."""
    given = shape(data=sent)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _without_count(sent: Any) -> Any:
    if isinstance(sent, dict):
        return {name: value for name, value in sent.items() if name != "dataArray@iot.count"}
    return sent


def _columns(components: list[str]) -> tuple[int | None, int]:
    """Return where time and result stand in the rows. Raises ``Invalid``."""
    unknown = set(components) - {TIME, RESULT} - PASSED_OVER
    if unknown or len(set(components)) < len(components) or RESULT not in components:
        raise Invalid(_("These components are not kept here."), field="components")
    time = components.index(TIME) if TIME in components else None
    return time, components.index(RESULT)


def _row(
    stream: UUID, cells: list[Any], time: int | None, result: int, width: int
) -> Row | None:
    """Return the reading that a row says; nothing when it says none."""
    if len(cells) != width:
        return None
    try:
        at = now() if time is None else Moment().run_validation(cells[time])
        return stream, at, Quantity(allow_null=True).run_validation(cells[result])
    except ValidationError:
        return None
