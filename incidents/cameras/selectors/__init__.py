"""What may be read of cameras."""

from incidents.cameras.selectors.cards import CameraCard, CameraShareCard, camera_room
from incidents.cameras.selectors.limits import Limits, limits
from incidents.cameras.selectors.listing import counts, listed, near_incident, tiles
from incidents.cameras.selectors.sight import (
    every,
    locked,
    seen,
    share_of,
    shares_now,
    to_look_at,
    visible_to,
)

__all__ = [
    "CameraCard",
    "CameraShareCard",
    "Limits",
    "camera_room",
    "counts",
    "every",
    "limits",
    "listed",
    "locked",
    "near_incident",
    "seen",
    "share_of",
    "shares_now",
    "tiles",
    "to_look_at",
    "visible_to",
]
