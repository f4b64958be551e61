"""The inbox of the city that is asked for forces: the cost in view, the answer in one key."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core.errors import Invalid
from command.core.models import Person
from resources.actions import (
    answer_offer,
    answer_request,
    withdraw_answer,
    withdraw_offer,
    withdraw_request,
)
from resources.dispatch.frame import frame
from resources.dispatch.selectors import inbox as reading
from resources.dispatch.views.answers import number, once
from resources.dispatch.views.board import person_of
from resources.dispatch.words import for_scripts
from resources.lifecycle import Answer

Context = dict[str, Any]


@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the requests to one's city, one's own, and the offers."""
    person = person_of(request)
    context = frame(person, "inbox", keys="dispatch/_inbox_keys.html")
    return render(request, "dispatch/inbox.html", context | _lists(person))


@require_safe
@never_cache
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request in full, beside the list."""
    person = person_of(request)
    context = frame(person, "inbox", keys="dispatch/_inbox_keys.html")
    context |= _lists(person) | {"q": reading.question(request_id, person)}
    return render(request, "dispatch/inbox.html", context | {"words": for_scripts()})


@require_safe
@never_cache
def part(request: HttpRequest) -> HttpResponse:
    """Show the lists anew."""
    person = person_of(request)
    chosen = request.GET.get("request", "")
    return render(request, "dispatch/_asked.html", _lists(person) | {"chosen": chosen})


@require_safe
@never_cache
def facts(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show the facts of one request anew."""
    person = person_of(request)
    context = {"q": reading.question(request_id, person)}
    return render(request, "dispatch/_request.html", context)


@require_POST
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer a request for one's city, or take the answer back; once per key."""
    person = person_of(request)
    given = {name: request.POST.get(name, "") for name in ("answer", "quantity", "reason")}
    asked, reason = given["answer"], given["reason"]

    def run() -> None:
        if asked == "withdraw":
            withdraw_answer(
                actor=person, request_id=request_id, city=person.origin, reason=reason
            )
            return
        answer_request(
            actor=person,
            request_id=request_id,
            city=person.origin,
            answer=asked,
            quantity=0 if asked == Answer.DECLINE else number(given["quantity"]),
            reason=reason,
        )

    return once(request, person, f"answer {request_id}", given, run)


@require_POST
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask no longer; what was promised is free again."""
    person = person_of(request)
    reason = request.POST.get("reason", "")

    def run() -> None:
        withdraw_request(actor=person, request_id=request_id, reason=reason)

    return once(request, person, f"withdraw {request_id}", reason, run)


@require_POST
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Accept, decline or take back an offer."""
    person = person_of(request)
    given = {name: request.POST.get(name, "") for name in ("answer", "reason")}
    if given["answer"] not in {"accept", "decline", "withdraw"}:
        raise Invalid(_("An offer is accepted, declined or withdrawn."), field="answer")

    def run() -> None:
        if given["answer"] == "withdraw":
            withdraw_offer(actor=person, offer_id=offer_id, reason=given["reason"])
            return
        answer_offer(
            actor=person,
            offer_id=offer_id,
            is_accepted=given["answer"] == "accept",
            reason=given["reason"],
        )

    return once(request, person, f"offer {offer_id}", given, run)


def _lists(person: Person) -> Context:
    awaiting, own = reading.offers(person)
    return {
        "incoming": reading.incoming(person),
        "outgoing": reading.outgoing(person),
        "offers_in": awaiting,
        "offers_out": own,
    }
