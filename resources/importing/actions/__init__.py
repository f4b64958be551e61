"""The doors of importing."""

from resources.importing.actions.confirm import carry_out_import, confirm_import, fail_import
from resources.importing.actions.purge import destroy_import_file
from resources.importing.actions.receive import receive_import
from resources.importing.actions.undo import undo_import

__all__ = [
    "carry_out_import",
    "confirm_import",
    "destroy_import_file",
    "fail_import",
    "receive_import",
    "undo_import",
]
