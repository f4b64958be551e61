"""The doors of the editor."""

from plans.editor.actions.file import import_plan, write_draft
from plans.editor.actions.parts import (
    add_part,
    edit_part,
    move_part,
    remove_part,
    restore_part,
)

__all__ = [
    "add_part",
    "edit_part",
    "import_plan",
    "move_part",
    "remove_part",
    "restore_part",
    "write_draft",
]
