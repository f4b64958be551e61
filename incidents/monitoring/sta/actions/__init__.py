"""The doors of the SensorThings interface."""

from incidents.monitoring.sta.actions.insert import (
    insert_datastream,
    insert_observations,
    insert_property,
    insert_sensor,
    insert_thing,
    refuse,
)

__all__ = [
    "insert_datastream",
    "insert_observations",
    "insert_property",
    "insert_sensor",
    "insert_thing",
    "refuse",
]
