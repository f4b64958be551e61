"""The doors of the monitoring room."""

from incidents.monitoring.actions.acknowledge import acknowledge_alarm, acknowledge_group
from incidents.monitoring.actions.disable import disable_stream_rule, enable_stream_rule
from incidents.monitoring.actions.escalate import escalate_alarms
from incidents.monitoring.actions.readings import Taken, record_readings
from incidents.monitoring.actions.register import register_datastream, register_station
from incidents.monitoring.actions.shelve import end_shelves, shelve_alarm, unshelve_alarm
from incidents.monitoring.actions.silence import notice_silence

__all__ = [
    "Taken",
    "acknowledge_alarm",
    "acknowledge_group",
    "disable_stream_rule",
    "enable_stream_rule",
    "end_shelves",
    "escalate_alarms",
    "notice_silence",
    "record_readings",
    "register_datastream",
    "register_station",
    "shelve_alarm",
    "unshelve_alarm",
]
