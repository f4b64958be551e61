"""The doors of uploads."""

from command.core.uploads.actions.begin import begin_upload
from command.core.uploads.actions.end import end_upload, sweep_uploads
from command.core.uploads.actions.receive import fall_back, receive_piece
from command.core.uploads.actions.settle import (
    keep_upload,
    put_off_upload,
    refuse_upload,
    turn_away,
)

__all__ = [
    "begin_upload",
    "end_upload",
    "fall_back",
    "keep_upload",
    "put_off_upload",
    "receive_piece",
    "refuse_upload",
    "sweep_uploads",
    "turn_away",
]
