"""Since you left: the card, putting it away, and the entry that each of its lines links to."""

from collections.abc import Sequence
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command.board.selectors import Sight
from command.board.selectors.since import since_you_left
from command.board.selectors.timeline import lines
from command.board.views import NO_CONTENT, speaking
from command.core import last_seen
from command.core.errors import NotThere
from command.core.models import Entry, Person
from command.core.policies import require_sight
from incidents.models import Incident
from incidents.selectors import seen


@require_http_methods(["GET", "POST"])
@never_cache
def screen(request: HttpRequest) -> HttpResponse:
    """Show what happened since the person left the screen; put it away."""
    rooms = Sight(_person(request)).rooms if request.method == "GET" else ()
    return _card(request, last_seen.COP, rooms)


@require_http_methods(["GET", "POST"])
@never_cache
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show what happened since the person left an incident's room; put it away."""
    room = seen(incident_id, _person(request)).room_id
    return _card(request, room, [room])


@require_GET
@never_cache
@speaking
def entry(request: HttpRequest, room: str, seq: int) -> HttpResponse:
    """Show one entry of a room in sight: an incident's on its timeline, another alone."""
    require_sight(_person(request), room)
    found = Entry.objects.filter(room=room, seq=min(seq, 2**62)).select_related("actor")
    shown = lines(found[:1])
    if not shown:
        raise NotThere(_("There is no such entry."))
    incident = Incident.objects.filter(room=room).first()
    if incident is not None:
        address = reverse("incident-timeline", args=[incident.pk])
        return redirect(f"{address}?{urlencode({'seq': seq})}#seq-{seq}")
    return render(request, "board/entry.html", {"line": shown[0]})


def _card(request: HttpRequest, place: str, rooms: Sequence[str]) -> HttpResponse:
    person = _person(request)
    if request.method == "POST":
        last_seen.put_away(person.pk, place)
        return HttpResponse(status=NO_CONTENT)
    card = since_you_left(person, place, rooms)
    return render(request, "board/_since.html", {"since": card})


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
