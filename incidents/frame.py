"""The frame of an incident's room: head, tabs, and the live line. Sub-rooms fill it.

A page of a sub-room is ``render(request, "…", frame(person, incident_id, "reports") | {…})``
with a template that extends ``room/frame.html`` and fills its block ``room``.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from command.core.follow import start_of
from command.core.models import Person
from incidents.models import Incident
from incidents.selectors import card, seen

# Key, name, and the name of the URL, whose one argument is the incident.
TABS: tuple[tuple[str, str | Promise, str], ...] = (
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


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the room. ``number`` is the key that opens it, or empty."""

    key: str
    name: str
    url: str
    number: str
    here: bool


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
        "tabs": tabs(incident, tab),
        "keys_template": "room/_keys.html",
        **head(incident),
    }


def head(incident: Incident) -> dict[str, Any]:
    """Return what the head of the room shows. Three queries."""
    return {"incident": incident, "card": card(incident)}


def tabs(incident: Incident, here: str) -> list[Tab]:
    """Return the tabs that have a page."""
    found: list[Tab] = []
    for key, name, url_name in TABS:
        try:
            url = reverse(url_name, args=[incident.pk])
        except NoReverseMatch:
            continue
        number = str(len(found) + 1) if len(found) < 9 else ""
        found.append(Tab(key, str(name), url, number, here == key))
    return found
