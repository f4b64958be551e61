"""People's pages of leaders' instructions and the phone log."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core.errors import Conflict, Invalid, Refusal
from command.core.ids import new_id
from incidents import selectors as incidents
from incidents.messaging import pages
from incidents.messaging.actions import (
    answer_instruction,
    close_instruction,
    forward_instruction,
    give_instruction,
    handle_call,
    log_call,
)
from incidents.messaging.selectors import calls, instructions
from incidents.messaging.web import kept, once, person_of, see_other

CHINA = ZoneInfo("Asia/Shanghai")
WAYS = ["GET", "HEAD", "POST"]


@require_http_methods(WAYS)
@never_cache
def new_instruction(request: HttpRequest) -> HttpResponse:
    """Show the form of a leader's instruction; record it."""
    person = person_of(request)
    incident = _incident(request)
    if request.method != "POST":
        return render(request, "messaging/instruct.html", _form(request, incident))
    given: dict[str, Any] = {
        "text": request.POST.get("text", ""),
        "leader_id": _key(request.POST.get("leader", "")),
        "incident_id": incident.pk if incident else None,
        "feedback_due": _moment(request.POST.get("feedback_due", "")),
        "recipients": request.POST.getlist("recipients"),
    }
    try:
        made = once(
            request, "instruct", given, lambda: give_instruction(actor=person, **given).pk
        )
    except (Invalid, Conflict) as refusal:
        context = _form(request, incident) | {"refusal": refusal}
        return render(request, "messaging/instruct.html", context, status=refusal.status)
    return see_other(reverse("instruction", args=[made]))


@require_http_methods(WAYS)
@never_cache
def instruction(request: HttpRequest, instruction_id: UUID) -> HttpResponse:
    """Show an instruction with its feedback; forward, answer or close it."""
    person, refusal = person_of(request), None
    if request.method == "POST":
        try:
            _act(request, instruction_id)
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            notes.success(request, _("Recorded."))
            return see_other(reverse("instruction", args=[instruction_id]))
    card = instructions.seen(instruction_id, person)
    context = {
        "one": pages.told(card),
        "given": kept(request),
        "refusal": refusal,
        **pages.rights(person),
    }
    status = refusal.status if refusal else 200
    return render(request, "messaging/instruction.html", context, status=status)


@require_http_methods(WAYS)
@never_cache
def new_call(request: HttpRequest) -> HttpResponse:
    """Show the form of the phone log; write a call down."""
    person = person_of(request)
    incident = _incident(request)
    if request.method != "POST":
        return render(request, "messaging/call_new.html", _form(request, incident))
    names = ("content", "unit", "name", "post", "phone", "proposal")
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in names}
    given |= {
        "direction": request.POST.get("direction", "in"),
        "incident_id": incident.pk if incident else None,
    }
    at = _moment(request.POST.get("at", ""))
    if at is not None:
        given["occurred_at"] = at
    try:
        made = once(request, "call", given, lambda: log_call(actor=person, **given).pk)
    except (Invalid, Conflict) as refusal:
        context = _form(request, incident) | {"refusal": refusal}
        return render(request, "messaging/call_new.html", context, status=refusal.status)
    return see_other(reverse("call", args=[made]))


@require_http_methods(WAYS)
@never_cache
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Show a call; write down what came of it."""
    person = person_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        names = ("proposal", "instruction", "result")
        given = {name: request.POST[name] for name in names if name in request.POST}
        try:
            handle_call(actor=person, call_id=call_id, **given)
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            notes.success(request, _("Recorded."))
            return see_other(reverse("call", args=[call_id]))
    view = calls.seen(call_id, person)
    context = {
        "view": view,
        "at": datetime.fromisoformat(view.call.at),
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "messaging/call.html", context, status=status)


def _act(request: HttpRequest, instruction_id: UUID) -> None:
    person, text = person_of(request), request.POST.get("text", "")
    to = request.POST.getlist("recipients")
    match request.POST.get("verb", ""):
        case "forward":
            forward_instruction(actor=person, instruction_id=instruction_id, recipients=to)
        case "answer":
            answer_instruction(actor=person, instruction_id=instruction_id, text=text)
        case "close":
            close_instruction(actor=person, instruction_id=instruction_id, text=text)
        case other:
            raise Invalid(_("There is no such act."), verb=other[:20])


def _form(request: HttpRequest, incident: Any) -> dict[str, Any]:
    return {
        "incident": incident,
        "key": new_id(),
        "given": kept(request),
        **pages.rights(person_of(request)),
    }


def _incident(request: HttpRequest) -> Any:
    source = request.POST if request.method == "POST" else request.GET
    key = _key(source.get("incident", ""))
    return incidents.seen(key, person_of(request)) if key else None


def _key(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Invalid(_("There is nothing like that."), field="incident") from None


def _moment(given: str) -> datetime | None:
    """Read a time as a form sends it, which is that of China."""
    if not given:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise Invalid(_("This is not a time."), field="at") from None
    if not 2000 <= at.year <= 2200:
        raise Invalid(_("This is not a time."), field="at")
    return at if at.tzinfo else at.replace(tzinfo=CHINA)
