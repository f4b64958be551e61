"""The public views of alarms and of rules out of service."""

from dataclasses import dataclass
from typing import Self

from django.utils import translation

from command.core.times import iso, iso_or_none
from incidents.monitoring import words
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import Alarm, AlarmState, Disabling
from incidents.monitoring.selectors.cards import station_room

ZH, EN = "zh-hans", "en"


def alarm_room(alarm: Alarm) -> str:
    """Return the room of an alarm: its incident's, or else its station's."""
    if alarm.incident is not None:
        return alarm.incident.room_id
    return station_room(alarm.datastream.station)


def rooms_of(state: AlarmState) -> set[str]:
    """Return where an alarm is told of: its room, and that of the incident made from it."""
    tied = {state.incident.room_id} if state.incident is not None else set()
    return {alarm_room(state.alarm), *tied}


@dataclass(frozen=True, slots=True)
class AlarmCard:
    """An alarm. ``state`` is one of ``AlarmStatus``, ``state_zh`` and ``state_en`` its words.

    ``raised_at`` is when the rule was broken, ``told_at`` when the system knew (none for
    alarms of old). ``group`` is the alarm that came first of the same cause, itself if it
    did. ``reason`` is why it is on the shelf or out of service, ``rung`` how far the
    ladder was climbed while nobody answered. ``owner`` looks after it: who acknowledged it,
    or accepted it from them; ``offered_to`` has not accepted yet.
    """

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
    state_zh: str
    state_en: str
    rule: str | None
    group: str
    incident: str | None
    raised_at: str
    told_at: str | None
    over_at: str | None
    acknowledged_by: str | None
    acknowledged_at: str | None
    owner: str | None
    offered_to: str | None
    shelved_by: str | None
    shelved_until: str | None
    reason: str
    rung: int
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, alarm: Alarm, state: AlarmState) -> Self:
        """Build the card; needs what ``alarm_states`` reads, and asks the database nothing."""
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
            text_zh=_text(alarm, ZH),
            text_en=_text(alarm, EN),
            state=str(state.status),
            state_zh=_state(state, ZH),
            state_en=_state(state, EN),
            rule=str(alarm.rule_id) if alarm.rule_id else None,
            group=str(alarm.group or alarm.id),
            incident=_incident(alarm, state),
            raised_at=iso(alarm.raised_at),
            told_at=iso_or_none(alarm.told_at),
            over_at=iso_or_none(state.over_at),
            acknowledged_by=state.acknowledged_by.name if state.acknowledged_by else None,
            acknowledged_at=iso_or_none(state.acknowledged_at),
            owner=state.owner.name if state.owner else None,
            offered_to=state.offered_to.name if state.offered_to else None,
            shelved_by=state.shelved_by.name if state.shelved_by else None,
            shelved_until=iso_or_none(state.shelved_until),
            reason=state.reason,
            rung=state.rung,
            at=iso(state.updated_at),
            room=alarm_room(alarm),
            exercise=alarm.exercise_id is not None,
            origin=alarm.origin,
        )


@dataclass(frozen=True, slots=True)
class DisabledCard:
    """A rule of a stream that is out of service, since when, by whom and why."""

    id: str
    stream: str
    station: str
    station_name_zh: str
    station_name_en: str
    name: str
    name_en: str
    region: str | None
    rule: str | None
    cause: str
    level: int | None
    reason: str
    by: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, row: Disabling) -> Self:
        """Build the card; needs stream, station and who read before."""
        stream = row.datastream
        station = stream.station
        return cls(
            id=str(row.id),
            stream=str(stream.id),
            station=str(station.id),
            station_name_zh=station.name_zh,
            station_name_en=station.name_en,
            name=stream.name,
            name_en=stream.name_en or stream.name,
            region=station.region_id,
            rule=str(row.rule_id) if row.rule_id else None,
            cause=str(row.cause),
            level=row.level,
            reason=row.reason,
            by=row.by.name,
            at=iso(row.at),
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


def _incident(alarm: Alarm, state: AlarmState) -> str | None:
    found = state.incident_id or alarm.incident_id
    return str(found) if found else None


def _text(alarm: Alarm, language: str) -> str:
    with translation.override(language):
        return words.alarm(
            alarm.cause, alarm.level, alarm.value, alarm.limit, alarm.datastream.unit
        )


def _state(state: AlarmState, language: str) -> str:
    with translation.override(language):
        return str(AlarmStatus(state.status).label)
