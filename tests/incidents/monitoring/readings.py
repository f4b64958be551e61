"""Readings of a stream, taken down."""

from incidents.monitoring.actions import record_readings
from tests import make


def take(stream, *values, start=-3):
    """Record hourly values from ``start`` hours after the jam on."""
    readings = [(stream.id, make.later(hours=start + n), v) for n, v in enumerate(values)]
    return record_readings(actor=None, readings=readings)
