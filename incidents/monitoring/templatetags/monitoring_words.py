"""Readings and what was measured, as people read them."""

from django import template

from command.core.tongues import of_reader
from incidents.monitoring import words
from incidents.monitoring.lifecycle import UNSEEN, AlarmStatus
from incidents.monitoring.models import Alarm, AlarmState, Datastream, Station

register = template.Library()


@register.filter
def reading(value: float | None) -> str:
    """Return a reading without a float's dust; a dash for none."""
    return words.number(value) or "—"


@register.filter
def station_name(station: Station) -> str:
    """Return the name of a station in the language of the reader."""
    return of_reader(station.name_zh, station.name_en)


@register.filter
def stream_name(stream: Datastream) -> str:
    """Return what a stream measures, in the language of the reader."""
    return of_reader(stream.name, stream.name_en)


@register.filter
def alarm_words(alarm: Alarm, stream: Datastream) -> str:
    """Return what an alarm of a stream says."""
    return words.alarm(alarm.cause, alarm.level, alarm.value, alarm.limit, stream.unit)


@register.filter
def waits(state: AlarmState) -> bool:
    """Return whether an alarm waits for somebody to put their name to it."""
    return state.status in UNSEEN


@register.filter
def stands(state: AlarmState) -> bool:
    """Return whether an alarm stands and is not held back."""
    return state.status in {AlarmStatus.UNACKNOWLEDGED, AlarmStatus.ACKNOWLEDGED}
