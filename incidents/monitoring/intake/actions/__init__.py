"""The doors of the intake of monitoring."""

from incidents.monitoring.intake.actions.devices import (
    change_feed_device,
    register_feed_device,
    renew_feed_key,
    switch_feed_device,
)
from incidents.monitoring.intake.actions.push import Answer, Refused, push_readings
from incidents.monitoring.intake.actions.subscriptions import subscribe_topic, unsubscribe_topic
from incidents.monitoring.intake.actions.table import import_readings

__all__ = [
    "Answer",
    "Refused",
    "change_feed_device",
    "import_readings",
    "push_readings",
    "register_feed_device",
    "renew_feed_key",
    "subscribe_topic",
    "switch_feed_device",
    "unsubscribe_topic",
]
