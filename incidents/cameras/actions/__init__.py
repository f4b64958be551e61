"""The doors of cameras."""

from incidents.cameras.actions.health import note_look
from incidents.cameras.actions.keep import (
    change_camera,
    import_cameras,
    register_camera,
    retire_camera,
)
from incidents.cameras.actions.share import share_camera, withdraw_camera

__all__ = [
    "change_camera",
    "import_cameras",
    "note_look",
    "register_camera",
    "retire_camera",
    "share_camera",
    "withdraw_camera",
]
