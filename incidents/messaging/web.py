"""What the people's pages of messaging share: reading a form, doing it once, going on."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from command.core import follow, operations
from command.core.errors import Invalid, Refusal
from command.core.ids import new_id
from command.core.models import Person
from incidents.messaging import pages
from incidents.messaging.channels import Place, places
from incidents.messaging.targets import MOST_TARGETS, Target, label_of

SEE_OTHER = 303
SEARCH_LENGTH = 80


def page(
    request: HttpRequest,
    place: Place,
    *,
    in_room: bool = False,
    refusal: Refusal | None = None,
) -> dict[str, Any]:
    """Return what a page with a thread shows; the journal's heads are read first."""
    person = person_of(request)
    rooms = {*follow.desks_of(person), person.room}
    if place.incident:
        rooms.add(f"incident.{place.incident}")
    start = follow.start_of(*sorted(rooms))
    return {
        "live": True,
        "start": start,
        "places": places(person),
        "in_room": in_room,
        "key": new_id(),
        "given": kept(request),
        "refusal": refusal,
        **pages.rights(person),
        **pages.side(person, place),
        **thread_of(request, place),
    }


def kept(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, to be shown again; and whom a link named beforehand."""
    typed: dict[str, Any] = request.POST.dict()
    source = request.POST if request.method == "POST" else request.GET
    chosen = source.getlist("recipients")[:MOST_TARGETS]
    labels = source.getlist("labels")
    typed["chosen"] = [
        (value, labels[n] if n < len(labels) else _named(value))
        for n, value in enumerate(chosen)
    ]
    return typed


def _named(value: str) -> str:
    """Return what a link's addressee is called; only posts and desks are named by links."""
    try:
        one = Target.read(value)
    except Invalid:
        return value[:80]
    if one.id is not None:
        return value[:80]
    return label_of({"kind": one.kind, "post": one.post, "region": one.region})


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


def once(request: HttpRequest, what: str, asked: dict[str, Any], run: Callable[[], Any]) -> Any:
    """Do it once for the key that the form carries."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Invalid(_("This form is too old. Try again.")) from None
    result, _repeated = operations.once(
        key,
        actor=person_of(request),
        what=f"messaging {what}",
        asked=asked,
        run=lambda: str(run()),
    )
    return result


def see_other(to: str) -> HttpResponse:
    """Go on to a page by GET."""
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def thread_of(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Return the messages of a channel as the request wants them."""
    show = request.GET.get("show", "")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:SEARCH_LENGTH]
    return pages.thread(
        person_of(request), place, show=show if show in pages.SHOWS else "", words=words
    )
