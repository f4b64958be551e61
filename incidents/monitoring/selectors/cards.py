"""The public views of what is measured."""

from dataclasses import dataclass
from typing import Self

from command.core import regions
from command.core.rooms import register_room
from command.core.times import iso_or_none
from incidents.monitoring.models import Datastream, Station


def station_room(station: Station) -> str:
    """Return the room in which a station's facts are told."""
    return register_room(station.region_id or regions.REGION, station.exercise_id)


@dataclass(frozen=True, slots=True)
class StationCard:
    """A place where something is measured. WGS 84 degrees."""

    id: str
    code: str
    name_zh: str
    name_en: str
    region: str | None
    lat: float
    lon: float
    illustrative: bool
    at: str | None
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, station: Station) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(station.id),
            code=station.code,
            name_zh=station.name_zh,
            name_en=station.name_en,
            region=station.region_id,
            lat=station.point.y,
            lon=station.point.x,
            illustrative=station.illustrative,
            at=None,
            room=station_room(station),
            exercise=station.exercise_id is not None,
            origin=station.origin,
        )


@dataclass(frozen=True, slots=True)
class StreamCard:
    """One quantity at one station, now and lately.

    ``state`` is ``normal``, ``warning``, ``guarantee`` or ``lost``; ``level`` that
    of the gravest open alarm. ``at`` is the time of the newest reading, which has
    no ``value`` when the sensor gave none. ``recent`` runs from old to new.
    """

    id: str
    station: str
    station_code: str
    station_name_zh: str
    station_name_en: str
    region: str | None
    lat: float
    lon: float
    key: str
    name: str
    name_en: str
    unit: str
    value: float | None
    at: str | None
    interval_s: int
    warning: float | None
    guarantee: float | None
    rise_per_hour: float | None
    state: str
    level: int | None
    recent: list[float]
    illustrative: bool
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, stream: Datastream, level: int | None, recent: list[float]) -> Self:
        """Build the card from what was read; asks the database nothing."""
        station, state = stream.station, stream.state
        return cls(
            id=str(stream.id),
            station=str(station.id),
            station_code=station.code,
            station_name_zh=station.name_zh,
            station_name_en=station.name_en,
            region=station.region_id,
            lat=station.point.y,
            lon=station.point.x,
            key=stream.key,
            name=stream.name,
            name_en=stream.name_en or stream.name,
            unit=stream.unit,
            value=state.value,
            at=iso_or_none(state.observed_at),
            interval_s=stream.interval_s,
            warning=stream.warning,
            guarantee=stream.guarantee,
            rise_per_hour=stream.rise_per_hour,
            state=str(state.stage),
            level=level,
            recent=recent,
            illustrative=station.illustrative,
            room=station_room(station),
            exercise=stream.exercise_id is not None,
            origin=stream.origin,
        )
