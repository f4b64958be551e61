"""The words of the pages of tasks."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.tasking.desk.cards import ACCEPTED, BLOCKED, CHECK, DONE, WAITING, WORKING
from command.tasking.models import ReceiptState


def columns() -> dict[str, str]:
    """Return the names of the columns."""
    return {
        WAITING: pgettext("column", "To be accepted"),
        ACCEPTED: pgettext("column", "Accepted"),
        WORKING: pgettext("column", "Under way"),
        BLOCKED: pgettext("column", "Blocked"),
        CHECK: pgettext("column", "To be verified"),
        DONE: pgettext("column", "Done"),
    }


def stages() -> dict[str, str]:
    """Return what the dot of a card says: how far an order has come."""
    names = {str(stage): str(stage.label) for stage in ReceiptState.Stage}
    return names | {"queued": pgettext("order", "Sent")}


def for_scripts() -> dict[str, Any]:
    """Return the sentences of the scripts of these pages."""
    return {
        "moved": _("Done: {name}."),
        "not_here": _("That is not possible from here, or not yours to do."),
    }
