"""The public views of what is measured."""

from dataclasses import dataclass
from typing import Self

from command.core import regions
from command.core.rooms import register_room
from command.core.times import iso_or_none
from incidents.monitoring.models import Datastream, ObservedProperty, Sensor, Station


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
    description: str
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
            description=station.description,
            at=None,
            room=station_room(station),
            exercise=station.exercise_id is not None,
            origin=station.origin,
        )


@dataclass(frozen=True, slots=True)
class PropertyCard:
    """What can be measured, with its usual unit and what is possible at all."""

    id: str
    code: str
    name_zh: str
    name_en: str
    unit: str
    definition: str
    description: str
    lowest: float | None
    highest: float | None
    at: str | None
    exercise: bool
    origin: str

    @classmethod
    def of(cls, row: ObservedProperty) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(row.id),
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            unit=row.unit,
            definition=row.definition,
            description=row.description,
            lowest=row.lowest,
            highest=row.highest,
            at=None,
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


@dataclass(frozen=True, slots=True)
class SensorCard:
    """The instrument or the way in which something is measured."""

    id: str
    name: str
    description: str
    encoding_type: str
    metadata: str
    at: str | None
    exercise: bool
    origin: str

    @classmethod
    def of(cls, row: Sensor) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(row.id),
            name=row.name,
            description=row.description,
            encoding_type=row.encoding_type,
            metadata=row.metadata,
            at=None,
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


@dataclass(frozen=True, slots=True)
class StreamCard:
    """One quantity at one station, now and lately.

    ``state`` is ``normal``, ``warning``, ``guarantee`` or ``lost``; ``level`` that
    of the gravest open alarm. ``at`` is the time of the newest reading, which has
    no ``value`` when the sensor gave none. ``recent`` runs from old to new. ``observed``
    is the code of what is observed, ``retired`` says that nothing is taken in any more.
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
    margin: float
    lowest: float | None
    highest: float | None
    observed: str
    observed_id: str | None
    sensor_id: str | None
    description: str
    retired: bool
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
            margin=stream.margin,
            lowest=stream.lowest,
            highest=stream.highest,
            observed=stream.observed.code if stream.observed else "",
            observed_id=str(stream.observed_id) if stream.observed_id else None,
            sensor_id=str(stream.sensor_id) if stream.sensor_id else None,
            description=stream.description,
            retired=stream.retired_at is not None,
            state=str(state.stage),
            level=level,
            recent=recent,
            illustrative=station.illustrative,
            room=station_room(station),
            exercise=stream.exercise_id is not None,
            origin=stream.origin,
        )
