"""The room of one incident: a page that reads, panel by panel."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board import selectors
from command.board.selectors import Sight, room
from command.board.views import speaking
from command.core.models import Person
from incidents.frame import frame
from incidents.models import Incident

Context = dict[str, Any]


PANELS: Mapping[str, tuple[str, Callable[[Sight, Incident], Context]]] = {
    "figures": ("board/room/_figures.html", lambda _, i: {"figures": room.figures(i)}),
    "responses": ("board/room/_responses.html", lambda _, i: {"responses": room.responses(i)}),
    "tasks": ("board/room/_tasks.html", lambda _, i: {"tasks": room.tasks(i)}),
    "forces": ("board/room/_forces.html", lambda _, i: {"forces": room.forces(i)}),
    "pictures": ("board/room/_pictures.html", lambda _, i: {"pictures": room.pictures(i)}),
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
    return render(request, template, read(sight, room.room_of(sight, incident_id)))
