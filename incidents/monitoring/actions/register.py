"""Registering stations and what they measure."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.actions.judge import known_region, on_earth, said
from incidents.monitoring.actions import judge
from incidents.monitoring.events import StationRegistered, StreamRegistered
from incidents.monitoring.models import Datastream, Station, StreamState
from incidents.monitoring.selectors import StationCard, changed_stream, station_room
from incidents.rights import HANDLING


@door
def register_station(
    *,
    actor: Person | None,
    code: str,
    name_zh: str,
    name_en: str,
    region: str | None,
    point: tuple[float, float],
    illustrative: bool = False,
    description: str = "",
) -> Station:
    """Register a station; ``point`` is (lat, lon), WGS 84; ``region`` null outside the cities.

    Raises ``NotPermitted``, ``Invalid``, or ``Conflict`` when the authority has
    the code already.
    """
    if region is not None:
        known_region(region)
    require(actor, HANDLING, to=_("register a station"), region=region or regions.REGION)
    station = Station(
        code=said("code", code),
        name_zh=said("name_zh", name_zh),
        name_en=said("name_en", name_en),
        region_id=region,
        point=on_earth(point),
        illustrative=illustrative,
        description=judge.text("description", description, 300),
    )
    station.claim()
    same = Station.objects.filter(
        origin=station.origin, exercise=station.exercise_id, code=station.code
    )
    if same.exists():
        raise Conflict(_("This code is taken."), code=code)
    station.save(force_insert=True)
    card = StationCard.of(station)
    journal.append(
        StationRegistered(station_id=card.id, station_zh=card.name_zh, station_en=card.name_en),
        room=card.room,
        actor=actor,
        changed={f"station.{card.id}": asdict(card)},
    )
    return station


@door
def register_datastream(
    *,
    actor: Person | None,
    station_id: UUID,
    key: str,
    name: str,
    unit: str,
    interval_s: int,
    name_en: str = "",
    warning: float | None = None,
    guarantee: float | None = None,
    rise_per_hour: float | None = None,
    margin: float = 0.02,
    observed: UUID | str | None = None,
    sensor_id: UUID | None = None,
    description: str = "",
    lowest: float | None = None,
    highest: float | None = None,
) -> Datastream:
    """Register a quantity that a station measures, with the rules that raise alarms.

    Limits are in ``unit``; a rule without a number does not exist. ``observed`` is the
    key of an observed property or its code. Beyond ``lowest`` and ``highest`` a value is
    refused. Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    station = Station.objects.select_for_update().filter(pk=station_id).first()
    if station is None:
        raise NotThere(_("No such station, or not visible to you."))
    where = station.region_id or regions.REGION
    require(actor, HANDLING, to=_("register a stream"), region=where)
    stream = Datastream(
        station=station,
        key=said("key", key),
        name=said("name", name),
        name_en=name_en.strip(),
        unit=unit,
        interval_s=interval_s,
        warning=warning,
        guarantee=guarantee,
        rise_per_hour=rise_per_hour,
        margin=margin,
        observed=judge.observed_property(observed, station.exercise_id),
        sensor=judge.sensor(sensor_id, station.exercise_id),
        description=judge.text("description", description, 300),
        lowest=lowest,
        highest=highest,
    )
    judge.limits(stream)
    if station.streams.filter(key=key).exists():
        raise Conflict(_("The station measures this already."), key=key)

    stream.save(force_insert=True)
    StreamState.objects.create(datastream=stream)
    journal.append(
        StreamRegistered(
            stream_id=str(stream.id),
            station_zh=station.name_zh,
            station_en=station.name_en,
            name=stream.name,
            name_en=stream.name_en,
        ),
        room=station_room(station),
        actor=actor,
        changed={ref: asdict(card) for ref, card in changed_stream(stream.id).items()},
    )
    return stream
