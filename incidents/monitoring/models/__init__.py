"""The tables of the monitoring room."""

from incidents.monitoring.models.alarm import Alarm, AlarmChange, AlarmState
from incidents.monitoring.models.reading import BOUND, Reading, StreamState
from incidents.monitoring.models.station import Datastream, Station

__all__ = [
    "BOUND",
    "Alarm",
    "AlarmChange",
    "AlarmState",
    "Datastream",
    "Reading",
    "Station",
    "StreamState",
]
