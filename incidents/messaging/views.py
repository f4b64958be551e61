"""People's pages of messaging: threads, one message, and what is addressed to one."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core.entrance import safe_next
from command.core.errors import Conflict, Invalid, Refusal
from incidents.frame import frame
from incidents.messaging import pages
from incidents.messaging.actions import (
    deliver_messages,
    mark_read,
    read_back,
    send_message,
    withdraw_message,
)
from incidents.messaging.channels import of_incident, place_of
from incidents.messaging.folds import Stage
from incidents.messaging.selectors import threads
from incidents.messaging.web import once, page, person_of, see_other, thread_of


@require_safe
@never_cache
def messages(request: HttpRequest) -> HttpResponse:
    """Show a channel with its thread and the composer."""
    person = person_of(request)
    place = place_of(person, request.GET.get("at", ""))
    return render(request, "messaging/page.html", page(request, place))


@require_safe
@never_cache
def incident_messages(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the thread of an incident in its room."""
    person = person_of(request)
    context = frame(person, incident_id, "messages")
    place = of_incident(person, incident_id)
    return render(request, "messaging/room.html", context | page(request, place, in_room=True))


@require_safe
@never_cache
def thread(request: HttpRequest) -> HttpResponse:
    """Show the messages of a channel anew."""
    person = person_of(request)
    place = place_of(person, request.GET.get("at", ""))
    return render(request, "messaging/_thread_live.html", thread_of(request, place))


@require_safe
@never_cache
def side(request: HttpRequest) -> HttpResponse:
    """Show anew what stands beside a thread."""
    person = person_of(request)
    place = place_of(person, request.GET.get("at", ""))
    return render(request, "messaging/_side.html", pages.side(person, place))


@require_safe
@never_cache
def addressed(request: HttpRequest) -> HttpResponse:
    """Say how much is addressed to one; asking is its delivery to this client."""
    person = person_of(request)
    fresh = deliver_messages(actor=person)
    waiting = threads.waits_for(person)
    context = {
        "count": waiting.count(),
        "orders": waiting.filter(receipt__message__kind="order").count(),
        "fresh": fresh,
    }
    return render(request, "messaging/_addressed.html", context)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send what was written; when refused, show the page again with all that was typed."""
    person = person_of(request)
    place = place_of(person, request.POST.get("at", ""))
    given: dict[str, Any] = {
        "kind": request.POST.get("kind", "message"),
        "text": request.POST.get("text", ""),
        "recipients": request.POST.getlist("recipients"),
        "incident_id": UUID(place.incident) if place.incident else None,
        "channel": place.channel,
        "region": place.region or None,
        "read_back": request.POST.get("read_back") == "on",
    }
    in_room = request.POST.get("in_room") == "yes"
    try:
        once(request, "send", given, lambda: send_message(actor=person, **given).pk)
    except (Invalid, Conflict) as refusal:
        if in_room and place.incident:
            context = frame(person, UUID(place.incident), "messages")
            context |= page(request, place, in_room=True, refusal=refusal)
            return render(request, "messaging/room.html", context, status=refusal.status)
        context = page(request, place, refusal=refusal)
        return render(request, "messaging/page.html", context, status=refusal.status)
    if in_room and place.incident:
        return see_other(reverse("incident-messages", args=[place.incident]))
    return see_other(place.url)


@require_safe
@never_cache
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Show one message with every receipt; opening it is reading it."""
    return _message(request, message_id)


@require_POST
def read(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Mark a message as read."""
    mark_read(actor=person_of(request), message_id=message_id)
    return _back(request, message_id)


@require_POST
def say_back(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Read a message back, in own words or as it was received."""
    words = request.POST.get("words", "")
    if request.POST.get("same"):
        words = _("Read back as received")
    try:
        read_back(actor=person_of(request), message_id=message_id, words=words)
    except (Invalid, Conflict) as refusal:
        return _message(request, message_id, refusal)
    notes.success(request, _("Your reading back has been recorded."))
    return _back(request, message_id)


@require_POST
def withdraw(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Take a message back."""
    reason = request.POST.get("reason", "")
    try:
        withdraw_message(actor=person_of(request), message_id=message_id, reason=reason)
    except (Invalid, Conflict) as refusal:
        return _message(request, message_id, refusal)
    return _back(request, message_id)


def _message(
    request: HttpRequest, message_id: UUID, refusal: Refusal | None = None
) -> HttpResponse:
    person = person_of(request)
    card = threads.seen(message_id, person)
    (row,) = pages.rows_of(person, [card])
    if row.mine in {Stage.QUEUED, Stage.DELIVERED}:
        mark_read(actor=person, message_id=message_id)
        (row,) = pages.rows_of(person, [threads.seen(message_id, person)])
    context = {
        "row": row,
        "refusal": refusal,
        "typed": request.POST.get("words", "") or request.POST.get("reason", ""),
        **pages.rights(person),
    }
    status = refusal.status if refusal else 200
    return render(request, "messaging/message.html", context, status=status)


def _back(request: HttpRequest, message_id: UUID) -> HttpResponse:
    own = safe_next(request, request.POST.get("next", ""))
    return see_other(own or reverse("message", args=[message_id]))
