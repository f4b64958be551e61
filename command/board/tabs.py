"""The parts of an incident's room, each a page under its tab."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.selectors import parts, room
from command.board.selectors.timeline import GROUPS, timeline
from command.board.views import speaking
from command.core.models import Person
from incidents.frame import frame
from incidents.lifecycle import ENDED
from incidents.models import Incident
from plans.activation.selectors.suggest import suggestions
from resources.dispatch.selectors.incident import chain

Context = dict[str, Any]


def _tasks(incident: Incident, _person: Person) -> Context:
    return {"lanes": parts.lanes(room.tasks(incident))}


def _forces(incident: Incident, person: Person) -> Context:
    return {"chain": chain(incident, person)}


def _imagery(incident: Incident, _person: Person) -> Context:
    return {"shots": parts.wall(incident)}


def _plan(incident: Incident, person: Person) -> Context:
    found = [] if incident.state.status in ENDED else suggestions(incident, person)
    return {"plans": parts.activated(incident), "suggested": found}


# Tab → the part of the page that is drawn anew, and what it is drawn from.
TABS: Mapping[str, tuple[str, Callable[[Incident, Person], Context]]] = {
    "tasks": ("board/room/_lanes.html", _tasks),
    "forces": ("board/room/_all_forces.html", _forces),
    "imagery": ("board/room/_wall.html", _imagery),
    "plan": ("board/room/_plan.html", _plan),
}


@require_GET
@never_cache
@speaking
def tasks(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the tasks of an incident in lanes."""
    return _tab(request, incident_id, "tasks")


@require_GET
@never_cache
@speaking
def forces(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the teams, supplies and requests of an incident."""
    return _tab(request, incident_id, "forces")


@require_GET
@never_cache
@speaking
def imagery(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the pictures of an incident."""
    return _tab(request, incident_id, "imagery")


@require_GET
@never_cache
@speaking
def plan(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the plans at work on an incident."""
    return _tab(request, incident_id, "plan")


@require_GET
@never_cache
@speaking
def journal(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the whole journal of an incident's room, a page at a time."""
    context = frame(cast(Person, request.user), incident_id, "timeline")
    asked = request.GET
    shown = timeline(
        context["incident"],
        group=asked.get("group", ""),
        by=asked.get("by", ""),
        page=_whole(asked.get("page", "")),
        seq=_whole(asked.get("seq", "")),
    )
    names = {"orders": _("Orders"), "reports": _("Reports"), "decisions": _("Decisions")}
    groups = [("", _("All"))] + [(key, names.get(key, _("Other"))) for key in GROUPS]
    return render(
        request, "board/room/timeline.html", context | {"timeline": shown, "groups": groups}
    )


def _tab(request: HttpRequest, incident_id: UUID, tab: str) -> HttpResponse:
    template, read = TABS[tab]
    person = cast(Person, request.user)
    context = frame(person, incident_id, tab)
    context |= read(context["incident"], person)
    if request.headers.get("HX-Request"):
        return render(request, template, context)
    names = {
        "tasks": _("Tasks"),
        "forces": _("Forces and supplies"),
        "imagery": _("Pictures"),
        "plan": _("Plan"),
    }
    part = {
        "part": template,
        "part_name": names[tab],
        "part_url": reverse(f"incident-{tab}", args=[incident_id]),
    }
    return render(request, "board/room/part.html", context | part)


def _whole(given: str) -> int:
    """Return a number from an address; nought for what is none, or beyond reason."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
