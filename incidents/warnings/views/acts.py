"""Answers to the questions that a page asks: each knocks at one door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core import operations
from command.core.errors import Invalid, Refusal
from command.core.models import Person
from incidents.actions import decide_response, end_response
from incidents.lifecycle import Verdict
from incidents.warnings.actions import (
    acknowledge_warning,
    cancel_warning,
    decide_obligation,
    import_warning,
)
from incidents.warnings.cap.reading import LIMIT_BYTES
from incidents.warnings.views.lists import person_of

NO_CONTENT = 204


def once(request: HttpRequest, what: str, act: Callable[[Person], object]) -> HttpResponse:
    """Carry out an act once for the key that the question bears."""
    person = person_of(request)
    given = request.headers.get("Idempotency-Key")
    if given is None:
        act(person)
    else:
        asked = {name: request.POST.getlist(name) for name in request.POST}
        asked.pop("csrfmiddlewaretoken", None)

        def run() -> None:
            act(person)

        operations.once(key_of(given), actor=person, what=what[:200], asked=asked, run=run)
    return HttpResponse(status=NO_CONTENT)


def key_of(given: str) -> UUID:
    """Return the key of an operation. Raises ``Invalid``."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Idempotency-Key must be a UUID.")) from None


@require_POST
def acknowledge(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Take note of a warning for one's city."""
    city = request.POST.get("city") or None
    return once(
        request,
        f"acknowledge {warning_id}",
        lambda person: acknowledge_warning(actor=person, warning_id=warning_id, city=city),
    )


@require_POST
def cancel(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Lift a warning."""
    return once(
        request,
        f"cancel {warning_id}",
        lambda person: cancel_warning(
            actor=person,
            warning_id=warning_id,
            reason=_words(request, "reason"),
            advice=_words(request, "advice"),
            issued_at=now(),
        ),
    )


@require_POST
def decide(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """Respond after a warning as drafted, or sign why not."""
    return once(
        request,
        f"decide {obligation_id}",
        lambda person: decide_obligation(
            actor=person,
            obligation_id=obligation_id,
            verdict=request.POST.get("verdict", ""),
            reason=_words(request, "reason"),
        ),
    )


@require_POST
def sign(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Sign a proposed response, or return it."""
    approves = request.POST.get("verdict") == "approve"
    return once(
        request,
        f"sign {proposal_id}",
        lambda person: decide_response(
            actor=person,
            proposal_id=proposal_id,
            approve=Verdict.APPROVE if approves else Verdict.RETURN,
            reason=_words(request, "reason"),
        ),
    )


@require_POST
def end(request: HttpRequest, incident_id: UUID, jurisdiction: str) -> HttpResponse:
    """End the response of a jurisdiction."""
    return once(
        request,
        f"end {incident_id} {jurisdiction}",
        lambda person: end_response(
            actor=person,
            incident_id=incident_id,
            jurisdiction=jurisdiction[:6],
            reason=_words(request, "reason"),
        ),
    )


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a message from a file, and show the warning it belongs to."""
    file: Any = request.FILES.get("file")
    try:
        if file is None:
            raise Invalid(_("Choose a file."), field="file")
        taken = import_warning(actor=person_of(request), content=file.read(LIMIT_BYTES + 1))
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        context = {"message": str(refusal.message), "detail": refusal.detail}
        return render(request, "warnings/refused_file.html", context, status=refusal.status)
    if taken.new:
        messages.success(request, _("The message was taken in, with its file."))
    else:
        messages.info(request, _("This message was here already; nothing has changed."))
    return redirect("warning", taken.warning.pk)


def _words(request: HttpRequest, name: str) -> str:
    given = request.POST.get(name, "")
    if "\x00" in given or len(given) > 2000:
        raise Invalid(_("This text is not accepted."), field=name)
    return given
