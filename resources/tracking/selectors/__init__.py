"""The only code of tracking that reads."""

from resources.tracking.selectors.ages import age_of
from resources.tracking.selectors.cards import DeviceCard, device_view
from resources.tracking.selectors.devices import devices_open_to, strangers
from resources.tracking.selectors.eta import Eta, eta_of
from resources.tracking.selectors.signals import FixCard, fix_of, last_words
from resources.tracking.selectors.stretches import stretches_of
from resources.tracking.selectors.trails import Trail, TrailPoint, trail_of

__all__ = [
    "DeviceCard",
    "Eta",
    "FixCard",
    "Trail",
    "TrailPoint",
    "age_of",
    "device_view",
    "devices_open_to",
    "eta_of",
    "fix_of",
    "last_words",
    "strangers",
    "stretches_of",
    "trail_of",
]
