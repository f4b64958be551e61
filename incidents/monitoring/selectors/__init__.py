"""The only code of the monitoring room that reads."""

from incidents.monitoring.selectors.alarm_cards import AlarmCard, alarm_room
from incidents.monitoring.selectors.cards import StationCard, StreamCard, station_room
from incidents.monitoring.selectors.reading import (
    alarm_states,
    alarms_open,
    cards,
    changed_stream,
    locked_alarm,
    seen_by,
    shows_illustrations,
    silent,
    stations,
    stream_seen,
    streams,
    strip,
)

__all__ = [
    "AlarmCard",
    "StationCard",
    "StreamCard",
    "alarm_room",
    "alarm_states",
    "alarms_open",
    "cards",
    "changed_stream",
    "locked_alarm",
    "seen_by",
    "shows_illustrations",
    "silent",
    "station_room",
    "stations",
    "stream_seen",
    "streams",
    "strip",
]
