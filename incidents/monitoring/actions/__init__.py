"""The doors of the monitoring room."""

from incidents.monitoring.actions.acknowledge import acknowledge_alarm
from incidents.monitoring.actions.readings import Taken, record_readings
from incidents.monitoring.actions.register import register_datastream, register_station
from incidents.monitoring.actions.silence import notice_silence

__all__ = [
    "Taken",
    "acknowledge_alarm",
    "notice_silence",
    "record_readings",
    "register_datastream",
    "register_station",
]
