"""The doors of the monitoring room."""

from incidents.monitoring.actions.acknowledge import acknowledge_alarm, acknowledge_group
from incidents.monitoring.actions.change import (
    change_datastream,
    change_station,
    retire_datastream,
)
from incidents.monitoring.actions.disable import disable_stream_rule, enable_stream_rule
from incidents.monitoring.actions.escalate import escalate_alarms
from incidents.monitoring.actions.forecasts import record_forecast
from incidents.monitoring.actions.hand_over import (
    hand_over_alarm,
    keep_alarm,
    take_alarm,
)
from incidents.monitoring.actions.partitions import keep_partitions
from incidents.monitoring.actions.readings import Refusal, Taken, record_readings
from incidents.monitoring.actions.register import register_datastream, register_station
from incidents.monitoring.actions.shelve import end_shelves, shelve_alarm, unshelve_alarm
from incidents.monitoring.actions.tie import tie_alarm
from incidents.monitoring.actions.vocabulary import (
    load_properties,
    register_property,
    register_sensor,
)

__all__ = [
    "Refusal",
    "Taken",
    "acknowledge_alarm",
    "acknowledge_group",
    "change_datastream",
    "change_station",
    "disable_stream_rule",
    "enable_stream_rule",
    "end_shelves",
    "escalate_alarms",
    "hand_over_alarm",
    "keep_alarm",
    "keep_partitions",
    "load_properties",
    "record_forecast",
    "record_readings",
    "register_datastream",
    "register_property",
    "register_sensor",
    "register_station",
    "retire_datastream",
    "shelve_alarm",
    "take_alarm",
    "tie_alarm",
    "unshelve_alarm",
]
