"""The doors of the imagery room."""

from incidents.imagery.actions.announce import announce_image
from incidents.imagery.actions.arrive import attach_original, attach_preview, note_refused
from incidents.imagery.actions.bind import bind_image, unbind_image
from incidents.imagery.actions.draw import annotate_image, withdraw_annotation
from incidents.imagery.actions.look import mark_seen
from incidents.imagery.actions.record import receive_image, record_image
from incidents.imagery.actions.release import countersign_release, release_image

__all__ = [
    "annotate_image",
    "announce_image",
    "attach_original",
    "attach_preview",
    "bind_image",
    "countersign_release",
    "mark_seen",
    "note_refused",
    "receive_image",
    "record_image",
    "release_image",
    "unbind_image",
    "withdraw_annotation",
]
