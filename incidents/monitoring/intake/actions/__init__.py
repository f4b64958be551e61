"""The doors of the intake of monitoring."""

from incidents.monitoring.intake.actions.devices import (
    change_feed_device,
    register_feed_device,
    renew_feed_key,
    switch_feed_device,
)
from incidents.monitoring.intake.actions.subscriptions import subscribe_topic, unsubscribe_topic
from incidents.monitoring.intake.actions.table import import_readings
from incidents.monitoring.intake.actions.take import Answer, Refused, take_in

__all__ = [
    "Answer",
    "Refused",
    "change_feed_device",
    "import_readings",
    "register_feed_device",
    "renew_feed_key",
    "subscribe_topic",
    "switch_feed_device",
    "take_in",
    "unsubscribe_topic",
]
