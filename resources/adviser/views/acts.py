"""What people do on the page: ask, choose, sign. Each knocks at one door."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core import operations
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from resources.adviser.actions import ask_advice, choose_plan, sign_floor
from resources.adviser.views.pages import person_of

NO_CONTENT = 204


def once(request: HttpRequest, what: str, act: Callable[[Person], object]) -> HttpResponse:
    """Carry out an act once for the key that the question bears."""
    person = person_of(request)
    given = request.headers.get("Idempotency-Key")
    if given is None:
        act(person)
        return HttpResponse(status=NO_CONTENT)
    asked = {name: request.POST.getlist(name) for name in request.POST}
    asked.pop("csrfmiddlewaretoken", None)

    def run() -> None:
        act(person)

    operations.once(_key(given), actor=person, what=what[:200], asked=asked, run=run)
    return HttpResponse(status=NO_CONTENT)


@require_POST
def ask(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Ask the adviser, and come back to the page."""
    try:
        ask_advice(actor=person_of(request), incident_id=incident_id)
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return redirect("adviser", incident_id)


@require_POST
def choose(request: HttpRequest, advice_id: UUID, plan: str) -> HttpResponse:
    """Choose one plan, for the reason given."""
    reason, as_of = request.POST.get("reason", ""), request.POST.get("as_of", "")
    return once(
        request,
        f"choose plan {advice_id} {plan}",
        lambda person: choose_plan(
            actor=person, advice_id=advice_id, plan=plan, reason=reason[:2000], as_of=as_of
        ),
    )


@require_POST
def sign(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Sign for a floor of one's city, or refuse."""
    verdict = request.POST.get("verdict", "")
    if verdict not in {"approve", "decline"}:
        raise Invalid(_("A decision is to approve or to decline."))
    reason = request.POST.get("reason", "")
    return once(
        request,
        f"sign floor {breach_id}",
        lambda person: sign_floor(
            actor=person, breach_id=breach_id, is_signed=verdict == "approve", reason=reason
        ),
    )


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Idempotency-Key must be a UUID.")) from None
