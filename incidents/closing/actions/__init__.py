"""The doors of closing: the only code that writes."""

from incidents.closing.actions.archive import (
    begin_archive,
    fail_archive,
    finish_archive,
    request_archive,
)
from incidents.closing.actions.close import note_items_left
from incidents.closing.actions.lesson import write_lesson
from incidents.closing.actions.purge import purge_personal_data
from incidents.closing.actions.retain import mark_personal, retain_personal_data

__all__ = [
    "begin_archive",
    "fail_archive",
    "finish_archive",
    "mark_personal",
    "note_items_left",
    "purge_personal_data",
    "request_archive",
    "retain_personal_data",
    "write_lesson",
]
