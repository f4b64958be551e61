"""The doors of tracking."""

from resources.tracking.actions.devices import (
    register_device,
    renew_secret,
    switch_device,
)
from resources.tracking.actions.partitions import keep_partitions
from resources.tracking.actions.stretches import begin_stretches, destroy_tracks
from resources.tracking.actions.watching import record_crossings, tell_lost, tell_regained

__all__ = [
    "begin_stretches",
    "destroy_tracks",
    "keep_partitions",
    "record_crossings",
    "register_device",
    "renew_secret",
    "switch_device",
    "tell_lost",
    "tell_regained",
]
