"""The tables of tracking."""

from resources.tracking.models.device import Device
from resources.tracking.models.rules import TrackingLimit, ZoneCategory
from resources.tracking.models.stretch import Stretch
from resources.tracking.models.track import Presence, Signal, Track

__all__ = [
    "Device",
    "Presence",
    "Signal",
    "Stretch",
    "Track",
    "TrackingLimit",
    "ZoneCategory",
]
