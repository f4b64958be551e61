"""The frame of an incident's room: head, tabs, and the live line. Sub-rooms fill it.

A page of a sub-room is ``render(request, "…", frame(person, incident_id, "reports") | {…})``
with a template that extends ``room/frame.html`` and fills its block ``room``.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import pgettext_lazy

from command.core.follow import start_of
from command.core.models import Person
from command.core.tabs import Names, tabs_of
from incidents.models import Incident
from incidents.selectors import card, seen

# Key, name, and the name of the URL, whose one argument is the incident.
TABS: Names = (
    ("overview", pgettext_lazy("tab", "Overview"), "incident"),
    ("timeline", pgettext_lazy("tab", "Timeline"), "incident-timeline"),
    ("tasks", pgettext_lazy("tab", "Tasks"), "incident-tasks"),
    ("forces", pgettext_lazy("tab", "Forces"), "incident-forces"),
    ("imagery", pgettext_lazy("tab", "Imagery"), "incident-imagery"),
    ("reports", pgettext_lazy("tab", "Reports"), "incident-reports"),
    ("joint", pgettext_lazy("tab", "Joint command"), "incident-joint"),
    ("messages", pgettext_lazy("tab", "Orders"), "incident-messages"),
    ("warnings", pgettext_lazy("tab", "Warnings and responses"), "incident-warnings"),
    ("scene", pgettext_lazy("tab", "From the scene"), "incident-scene"),
    ("plot", pgettext_lazy("tab", "Plot"), "incident-plot"),
    ("plan", pgettext_lazy("tab", "Plan"), "incident-plan"),
    ("file", pgettext_lazy("tab", "File"), "incident-file"),
)


def frame(person: Person, incident_id: UUID, tab: str) -> dict[str, Any]:
    """Return what the frame shows of an incident. Raises ``NotThere`` when hidden.

    The head of its journal is read before its facts.
    """
    incident = seen(incident_id, person)
    start = start_of(incident.room_id)
    return {
        "live": True,
        "start": start,
        "drill": incident.exercise_id is not None,
        "tabs": tabs_of(TABS, tab, [incident.pk]),
        "keys_template": "room/_keys.html",
        **head(incident),
    }


def head(incident: Incident) -> dict[str, Any]:
    """Return what the head of the room shows. Three queries."""
    return {"incident": incident, "card": card(incident)}
