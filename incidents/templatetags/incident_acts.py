"""The acts that a person may try on an incident, as buttons."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import pgettext

from command.core import policies
from command.core.models import Person
from incidents import words
from incidents.lifecycle import ENDED, TRANSITIONS, Status
from incidents.models import Incident
from incidents.rights import HANDLING, RECORDING

register = template.Library()


@dataclass(frozen=True, slots=True)
class Button:
    """One act: its name, the address of its question, and the key that opens it."""

    name: str
    url: str
    key: str = ""


@register.simple_tag(takes_context=True)
def incident_acts(context: template.Context) -> list[Button]:
    """Return the acts for the reader and the status of ``incident``; the doors judge again."""
    incident: Incident = context["incident"]
    person: Any = getattr(context.get("request"), "user", None)
    if not isinstance(person, Person) or incident.state.merged_into is not None:
        return []
    ended = incident.state.status in ENDED
    found: list[Button] = []
    if _may(person, RECORDING, incident):
        found.append(_button(incident, "figure", pgettext("act", "Record a figure"), "e"))
    if not _may(person, HANDLING, incident):
        return found
    if incident.state.confirmed_grade is None and not ended:
        found.append(_button(incident, "grade", pgettext("act", "Grade")))
    if _may(person, policies.COMMANDING, incident):
        found.append(_button(incident, "confirm", pgettext("act", "Confirm the grade")))
    for status, verb in TRANSITIONS:
        if status == Status(incident.state.status):
            found.append(_button(incident, "move", str(verb.label), query=f"?verb={verb}"))
    if not ended:
        found.append(_button(incident, "merge", pgettext("act", "Merge")))
    found.append(_button(incident, "link", pgettext("act", "Part of")))
    return found


@register.filter
def grade_name(value: int | None) -> str:
    """Return the name of a grade."""
    return words.grade(value)


def _may(person: Person, posts: Any, incident: Incident) -> bool:
    return policies.holds(
        person, posts, region=incident.region_id, room=incident.room_id
    ) or policies.holds(person, posts, region=incident.state.lead_authority)


def _button(incident: Incident, act: str, name: str, key: str = "", query: str = "") -> Button:
    return Button(name, reverse("incident-act", args=[incident.pk, act]) + query, key)
