"""The tables of the monitoring room."""

from incidents.monitoring.models.alarm import Alarm, AlarmChange, AlarmState
from incidents.monitoring.models.alarm_rules import AlarmLimit, AlarmRung
from incidents.monitoring.models.disabling import Disabling, Enabling
from incidents.monitoring.models.reading import (
    BOUND,
    Forecast,
    Reading,
    ReadingHour,
    ReadingMinute,
    StreamState,
)
from incidents.monitoring.models.rules import TelemetryLimit
from incidents.monitoring.models.station import Datastream, Station
from incidents.monitoring.models.vocabulary import ObservedProperty, Sensor

__all__ = [
    "BOUND",
    "Alarm",
    "AlarmChange",
    "AlarmLimit",
    "AlarmRung",
    "AlarmState",
    "Datastream",
    "Disabling",
    "Enabling",
    "Forecast",
    "ObservedProperty",
    "Reading",
    "ReadingHour",
    "ReadingMinute",
    "Sensor",
    "Station",
    "StreamState",
    "TelemetryLimit",
]
