"""The file of a plan that is in the library."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from command.core import regions
from plans.editor.files import SCHEMA_ID, as_file
from plans.selectors import PlanCard


def file_of(card: PlanCard, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file of a plan that says ``data``."""
    head = {
        "city": card.city,
        "kind": card.kind,
        "department": card.department,
        "title": card.title,
        "title_en": card.title_en,
        "event_types": list(card.event_types),
    }
    return as_file(head, data)


def notes_of(card: PlanCard, number: int) -> list[str]:
    """Return what the comments above the file say. The same for everybody, at any time."""
    told = {"city": regions.name(card.city), "title": card.title, "number": number}
    return [
        _("%(title)s (%(city)s), version %(number)s") % told,
        _("Plan of the Joint Emergency Command; schema %(id)s at /api/plans/schema/")
        % {"id": SCHEMA_ID},
    ]
