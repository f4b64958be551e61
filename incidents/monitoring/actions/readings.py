"""Taking readings in, and judging them in the same transaction."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require, require_sight
from incidents.models import Incident
from incidents.monitoring.detection.judging import Batch, judge
from incidents.monitoring.models import BOUND, Datastream, Reading, StreamState
from incidents.rights import RECORDING

Given = tuple[UUID, datetime, float | None]


@dataclass(frozen=True)
class Taken:
    """How many readings were new, and how many were there already."""

    new: int
    duplicates: int


@door
def record_readings(
    *, actor: Person | None, readings: Iterable[Given], incident_id: UUID | None = None
) -> Taken:
    """Record readings (stream, time, value or ``None``), raise and clear alarms.

    A reading that is there already is ignored and counted; one that is older
    than the newest is kept and raises nothing. ``None`` says that the sensor gave
    no value. Alarms belong to the incident when one is given. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when stream and
    incident are not of the same world.
    """
    given = list(readings)
    streams = _locked({stream for stream, _at, _value in given})
    incident = _incident(incident_id, actor)
    for region in {s.station.region_id or regions.REGION for s in streams.values()}:
        require(actor, RECORDING, to=_("record readings"), region=region)
    if incident is not None and any(
        s.exercise_id != incident.exercise_id for s in streams.values()
    ):
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    new = _fresh(given, streams)

    Reading.objects.bulk_create(new, ignore_conflicts=True)
    judge(
        Batch(
            streams=streams,
            readings=[(r.datastream_id, r.observed_at, r.value) for r in new],
            newest_before={s.id: s.state.observed_at for s in streams.values()},
            incident=incident,
            actor=actor,
        )
    )
    return Taken(new=len(new), duplicates=len(given) - len(new))


def _locked(ids: set[UUID]) -> dict[UUID, Datastream]:
    # One batch of a stream after another, streams in the order of their keys.
    states = StreamState.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    streams = {}
    for state in states.select_related("datastream__station", "datastream__exercise").order_by(
        "pk"
    ):
        stream = state.datastream
        stream.state = state
        streams[stream.id] = stream
    if ids - streams.keys():
        raise NotThere(_("No such stream, or not visible to you."))
    return streams


def _incident(incident_id: UUID | None, actor: Person | None) -> Incident | None:
    if incident_id is None:
        return None
    incident = Incident.objects.filter(pk=incident_id).first()
    if incident is None:
        raise NotThere(_("No such incident, or not visible to you."))
    if actor is not None:
        require_sight(actor, incident.room_id)
    return incident


def _fresh(given: list[Given], streams: dict[UUID, Datastream]) -> list[Reading]:
    times = {at for _stream, at, _value in given}
    there = set(
        Reading.objects.filter(datastream__in=streams, observed_at__in=times).values_list(
            "datastream_id", "observed_at"
        )
    )
    new = []
    for stream_id, at, value in given:
        if value is not None and not (math.isfinite(value) and abs(value) <= BOUND):
            raise Invalid(_("A reading is a finite number, or nothing."))
        if (stream_id, at) not in there:
            there.add((stream_id, at))
            row = Reading(datastream=streams[stream_id], observed_at=at, value=value)
            new.append(row)
    return new
