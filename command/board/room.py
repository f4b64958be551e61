"""The room of one incident: its overview, panel by panel, and the line that people add."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.board import selectors
from command.board.selectors import Sight, parts, room
from command.board.selectors.incidents import title_of
from command.board.selectors.since import since_you_left
from command.board.selectors.units import letters, units
from command.board.views import NO_CONTENT, key_of, speaking
from command.core import operations
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from command.core.policies import holds
from command.tasking.actions import check_in_team
from incidents.actions import write_note
from incidents.frame import frame
from incidents.joint.selectors.operations import operations_of
from incidents.lifecycle import Category
from incidents.models import Incident
from incidents.rights import SHARING
from incidents.selectors import seen

Context = dict[str, Any]


def _tasks(_sight: Sight, incident: Incident) -> Context:
    found = room.tasks(incident)
    return {"tasks": found, "lanes": parts.lanes(found)}


def _waiting(sight: Sight, incident: Incident) -> Context:
    key = str(incident.pk)
    found = tuple(d for d in selectors.decisions(sight) if d.incident == key)
    return {"decisions": found, "oldest": min((d.asked_at for d in found), default=None)}


def _aims(sight: Sight, incident: Incident) -> Context:
    found = operations_of(incident.pk, sight.person)
    running = [card for card in found if card.status == "open" and card.objectives]
    person = sight.person
    return {"aims": [(c, holds(person, SHARING, region=c.lead_authority)) for c in running]}


PANELS: Mapping[str, tuple[str, Callable[[Sight, Incident], Context]]] = {
    "figures": ("board/room/_figures.html", lambda _, i: {"figures": room.figures(i)}),
    "responses": ("board/room/_responses.html", lambda _, i: {"responses": room.responses(i)}),
    "needs": ("board/room/_asked.html", lambda _, i: {"needs": parts.needs(i)}),
    "tasks": ("board/room/_tasks.html", _tasks),
    "forces": ("board/room/_forces.html", lambda _, i: {"forces": room.forces(i)}),
    "pictures": ("board/room/_pictures.html", lambda _, i: {"pictures": room.pictures(i)}),
    "decisions": ("board/_decisions.html", _waiting),
    "roll": ("board/room/_roll.html", lambda _, i: {"roll": room.roll(i)}),
    "aims": ("board/room/_aims.html", _aims),
}


@require_GET
@never_cache
@speaking
def incident_room(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the room of an incident."""
    person = cast(Person, request.user)
    sight = Sight(person)
    context = frame(person, incident_id, "overview")
    incident = context["incident"]
    context["start"] |= selectors.words_of_feed()
    context["feed"] = selectors.feed_of([incident.room_id])
    context["since"] = since_you_left(person, incident.room_id, [incident.room_id])
    context["categories"] = Category.choices
    context["room_map"] = room_map(sight, incident)
    for _template, read in PANELS.values():
        context |= read(sight, incident)
    return render(request, "board/room/page.html", context)


@require_GET
@never_cache
@speaking
def incident_panel(request: HttpRequest, incident_id: UUID, panel: str) -> HttpResponse:
    """Show one panel of the room anew."""
    drawn = PANELS.get(panel)
    if drawn is None:
        raise Http404
    template, read = drawn
    sight = Sight(cast(Person, request.user))
    incident = room.room_of(sight, incident_id)
    return render(request, template, {"incident": incident} | read(sight, incident))


@require_POST
def write(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Write a line into the chronicle of an incident; the same key twice is one line."""
    actor = cast(Person, request.user)
    given = {name: request.POST.get(name, "") for name in ("category", "text", "at")}

    def run() -> None:
        write_note(
            actor=actor,
            incident_id=incident_id,
            category=given["category"],
            text=given["text"],
            occurred_at=_today_at(given["at"]),
        )

    key = request.headers.get("Idempotency-Key") or request.POST.get("key")
    if key:
        what = f"note {incident_id}"
        operations.once(key_of(key), actor=actor, what=what, asked=given, run=run)
    else:
        run()
    if request.headers.get("HX-Request"):
        return HttpResponse(status=NO_CONTENT)
    return redirect("incident", incident_id)


@require_POST
def heard(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Note that people who are out were heard of and are well."""
    actor = cast(Person, request.user)
    incident = seen(incident_id, actor)
    try:
        task = UUID(request.POST.get("task", ""))
    except ValueError:
        raise Invalid(_("The form does not say what it is about."), field="task") from None
    if not incident.tasks.filter(pk=task).exists():
        raise NotThere(_("No such thing, or not visible to you."))
    check_in_team(actor=actor, task_id=task)
    messages.success(request, _("Noted: they are well."))
    return redirect("incident", incident_id)


def room_map(sight: Sight, incident: Incident) -> Context:
    """Return what the map of the room begins with: the incident, and the units given to it."""
    found = units(sight, serving=incident.pk)
    return {
        "incident": {
            "id": str(incident.pk),
            "title": title_of(incident),
            "level": str(incident.state.grade or 0),
            "lat": incident.point.y if incident.point else None,
            "lon": incident.point.x if incident.point else None,
        },
        "letters": letters(),
        "units": found,
    }


def _today_at(given: str) -> datetime | None:
    """Read ``HH:MM`` as the last moment at which a clock here showed it; empty is now."""
    if not given:
        return None
    try:
        wanted = time.fromisoformat(given)
    except ValueError:
        raise Invalid(_("A time is written like 11:52."), field="at") from None
    here = localtime()
    at = here.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)
    return at if at <= here else at - timedelta(days=1)
