"""Sending what was picked: first what it brings, in numbers, then the order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Person
from resources.dispatch.actions import MOST, Pick, Terms, dispatch_forces
from resources.dispatch.filters import Filters
from resources.dispatch.forms import SendForm
from resources.dispatch.frame import frame
from resources.dispatch.selectors import board as reading
from resources.dispatch.selectors.board import Scene
from resources.dispatch.selectors.picked import Picked, consequences, picked
from resources.dispatch.views.answers import key_of, see_other
from resources.dispatch.views.board import person_of, rights
from resources.selectors import RequestCard, request_card_of

WAYS = ["GET", "HEAD", "POST"]
OF_THE_FORM = frozenset({"csrfmiddlewaretoken", "key"})


@require_http_methods(WAYS)
@never_cache
def send(request: HttpRequest) -> HttpResponse:
    """Show what sending the picked forces brings; on confirmation order or ask for them."""
    person = person_of(request)
    given = request.POST if request.method == "POST" else request.GET
    by = Filters.read(given.dict())
    if by.incident is None:
        raise NotThere(_("Choose the incident that forces are sent to."))
    allowed = rights(person)
    if not (allowed["commits"] or allowed["asks"]):
        raise NotPermitted(_("You hold no post that orders or asks for forces."))
    at = reading.scene(person, by)
    asked = request_card_of(by.request, person) if by.request else None
    keys = list(dict.fromkeys(given.getlist("u")))[:MOST]
    found = picked(person, keys, _quantities(given), at, asked)
    form = SendForm(
        request.POST if request.method == "POST" else None, initial=_initial(at, asked)
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, person, by, found, form.cleaned_data)
        except (Invalid, Conflict, NotPermitted) as refusal:
            field = str(refusal.detail.get("field", ""))
            form.add_error(field if field in form.fields else None, str(refusal.message))
    context = frame(person, "inbox" if asked else "board") | {
        "by": by,
        "at": at,
        "asked": asked,
        "found": found,
        "missing": len(keys) - len(found),
        "brings": consequences(found, at, at.world),
        "form": form,
        "key": request.POST.get("key") or new_id(),
        "drill": at.world is not None,
        "back": _back(by, asked),
    }
    status = 400 if form.errors else 200
    return render(request, "dispatch/send.html", context, status=status)


def _do(
    request: HttpRequest,
    person: Person,
    by: Filters,
    found: list[Picked],
    given: Mapping[str, Any],
) -> HttpResponse:
    picks = [
        Pick(sort, key, one.quantity)
        for one in found
        for sort, _dot, key in [one.key.partition(".")]
    ]
    terms = Terms(
        need_id=by.need if by.request is None else None,
        request_id=by.request,
        starts=given.get("starts"),
        until=given.get("until"),
        needed_by=given.get("needed_by"),
        place=given.get("place") or "",
        remark=given.get("remark") or "",
    )

    def run() -> list[int]:
        assert by.incident is not None
        sent = dispatch_forces(actor=person, incident_id=by.incident, picks=picks, terms=terms)
        return [len(sent.deployments), len(sent.requests)]

    (ordered, asked), _again = operations.once(
        key_of(request.POST.get("key", "")),
        actor=person,
        what=f"dispatch {by.incident}",
        asked={n: request.POST.getlist(n) for n in request.POST if n not in OF_THE_FORM},
        run=run,
    )
    messages.success(request, _told(ordered, asked, later=bool(terms.starts)))
    card = request_card_of(by.request, person) if by.request else None
    return see_other(_back(by, card))


def _told(ordered: int, asked: int, *, later: bool) -> str:
    parts = []
    if ordered and later:
        parts.append(ngettext("%(n)d reserved.", "%(n)d reserved.", ordered) % {"n": ordered})
    elif ordered:
        parts.append(ngettext("%(n)d ordered.", "%(n)d ordered.", ordered) % {"n": ordered})
    if asked:
        parts.append(
            ngettext("%(n)d request sent.", "%(n)d requests sent.", asked) % {"n": asked}
        )
    return " ".join(parts)


def _back(by: Filters, asked: RequestCard | None) -> str:
    if asked is not None:
        return reverse("forces-request", args=[asked.id])
    query = Filters(incident=by.incident, need=by.need).address()
    return f"{reverse('forces')}?{query}"


def _quantities(given: QueryDict) -> dict[str, int]:
    """Return how many of each, from fields named ``n.<key>``."""
    found = {}
    for name in given:
        if name.startswith("n."):
            said = given.get(name, "")
            sure = said.isascii() and said.isdigit() and len(said) < 9
            found[name[2:]] = int(said) if sure else 0
    return found


def _initial(at: Scene, asked: RequestCard | None) -> dict[str, Any]:
    place = (asked.place if asked else "") or (at.need.place if at.need else "")
    by_when = asked.needed_by if asked else at.need.needed_by if at.need else None
    return {
        "place": place or (at.incident.place if at.incident else ""),
        "needed_by": datetime.fromisoformat(by_when) if by_when else None,
    }
