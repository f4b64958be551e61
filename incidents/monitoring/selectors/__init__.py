"""The only code of the monitoring room that reads."""

from incidents.monitoring.selectors.alarm_cards import AlarmCard, DisabledCard, alarm_room
from incidents.monitoring.selectors.alarm_list import AlarmList, AlarmRow, alarm_list
from incidents.monitoring.selectors.alarms import (
    alarm_log,
    alarm_seen,
    alarm_states,
    alarms_of_stations,
    alarms_open,
    alarms_shelved,
    alarms_visible_to,
    locked_alarm,
    rules_disabled,
)
from incidents.monitoring.selectors.cards import (
    PropertyCard,
    SensorCard,
    StationCard,
    StreamCard,
    station_room,
)
from incidents.monitoring.selectors.flood import FloodState, flood_state
from incidents.monitoring.selectors.reading import (
    cards,
    changed_stream,
    changed_streams,
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
    "AlarmList",
    "AlarmRow",
    "DisabledCard",
    "FloodState",
    "PropertyCard",
    "SensorCard",
    "StationCard",
    "StreamCard",
    "alarm_list",
    "alarm_log",
    "alarm_room",
    "alarm_seen",
    "alarm_states",
    "alarms_of_stations",
    "alarms_open",
    "alarms_shelved",
    "alarms_visible_to",
    "cards",
    "changed_stream",
    "changed_streams",
    "flood_state",
    "locked_alarm",
    "rules_disabled",
    "seen_by",
    "shows_illustrations",
    "silent",
    "station_room",
    "stations",
    "stream_seen",
    "streams",
    "strip",
]
