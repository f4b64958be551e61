"""The public view of an alarm."""

from dataclasses import dataclass
from typing import Self

from django.utils import translation

from command.core.times import iso, iso_or_none
from incidents.monitoring import words
from incidents.monitoring.models import Alarm, AlarmState
from incidents.monitoring.selectors.cards import station_room


def alarm_room(alarm: Alarm) -> str:
    """Return the room of an alarm: its incident's, or else its station's."""
    if alarm.incident is not None:
        return alarm.incident.room_id
    return station_room(alarm.datastream.station)


@dataclass(frozen=True, slots=True)
class AlarmCard:
    """An alarm. ``state``: ``unacknowledged``, ``acknowledged`` or ``cleared``."""

    id: str
    stream: str
    station: str
    station_name_zh: str
    station_name_en: str
    name: str
    name_en: str
    region: str | None
    lat: float
    lon: float
    cause: str
    level: int
    value: float | None
    limit: float | None
    unit: str
    text_zh: str
    text_en: str
    state: str
    incident: str | None
    raised_at: str
    acknowledged_by: str | None
    acknowledged_at: str | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, alarm: Alarm, state: AlarmState) -> Self:
        """Build the card; needs stream, station, incident and who acknowledged read before."""
        stream = alarm.datastream
        station = stream.station
        return cls(
            id=str(alarm.id),
            stream=str(stream.id),
            station=str(station.id),
            station_name_zh=station.name_zh,
            station_name_en=station.name_en,
            name=stream.name,
            name_en=stream.name_en or stream.name,
            region=station.region_id,
            lat=station.point.y,
            lon=station.point.x,
            cause=str(alarm.cause),
            level=alarm.level,
            value=alarm.value,
            limit=alarm.limit,
            unit=stream.unit,
            text_zh=_text(alarm, "zh-hans"),
            text_en=_text(alarm, "en"),
            state=str(state.status),
            incident=str(alarm.incident_id) if alarm.incident_id else None,
            raised_at=iso(alarm.raised_at),
            acknowledged_by=state.acknowledged_by.name if state.acknowledged_by else None,
            acknowledged_at=iso_or_none(state.acknowledged_at),
            at=iso(state.updated_at),
            room=alarm_room(alarm),
            exercise=alarm.exercise_id is not None,
            origin=alarm.origin,
        )


def _text(alarm: Alarm, language: str) -> str:
    with translation.override(language):
        return words.alarm(
            alarm.cause, alarm.level, alarm.value, alarm.limit, alarm.datastream.unit
        )
