"""The people's pages of the liaison: late acts from phones, and the phones themselves."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.core import follow
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.field import heard, inbox
from command.field.actions import settle_conflict

SEE_OTHER = 303


@require_GET
@never_cache
def conflicts(request: HttpRequest) -> HttpResponse:
    """Show what waits for the liaison, what was settled, and the phones."""
    person = _person(request)
    if not inbox.is_open_to(person):
        raise NotThere(_("You work at no desk at the moment."))
    rows = inbox.visible_to(person).filter(how="").values_list("room", flat=True)
    rooms = sorted({*follow.desks_of(person), *rows[:50]})
    context = _list(person) | {"start": follow.start_of(*rooms), "live": True}
    return render(request, "conflicts/page.html", context)


@require_GET
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show the list anew."""
    return render(request, "conflicts/_list.html", _list(_person(request)))


@require_GET
@never_cache
def phones(request: HttpRequest) -> HttpResponse:
    """Show the phones anew."""
    found = heard.phones(_person(request))
    return render(request, "conflicts/_phones.html", {"phones": found})


@require_GET
@never_cache
def conflict(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Show one conflict: what was wanted, what stands, and the two ways out."""
    return _one(request, conflict_id)


@require_POST
def settle(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Apply it, or let it be; what refuses it is said above the form."""
    person = _person(request)
    inbox.seen(conflict_id, person)
    how, words = request.POST.get("how", ""), request.POST.get("words", "")
    try:
        settle_conflict(actor=person, conflict_id=conflict_id, how=how, words=words)
    except (Conflict, Invalid) as refusal:
        said = {
            "problem": str(refusal.message),
            "field": refusal.detail.get("field", ""),
            "words": words,
        }
        return _one(request, conflict_id, status=refusal.status, **said)
    messages.success(request, _("Settled. Whoever sent it is told with their next contact."))
    answer = redirect("field-conflicts")
    answer.status_code = SEE_OTHER
    return answer


def _list(person: Person) -> dict[str, Any]:
    waits, done = inbox.lines(person)
    return {"waits": waits, "done": done, "phones": heard.phones(person)}


def _one(
    request: HttpRequest, conflict_id: UUID, *, status: int = 200, **said: Any
) -> HttpResponse:
    found = inbox.seen(conflict_id, _person(request))
    context = {"line": inbox.Line.of(found), "conflict": found, **said}
    return render(request, "conflicts/one.html", context, status=status)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
