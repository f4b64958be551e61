"""The page of the ways out: how they do, on what one is called, and a test of it."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.core.errors import Conflict, Invalid
from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.tasking.events import CHANNELS
from command.tasking.paging.actions import forget_device, page_myself, register_phone
from command.tasking.paging.models import PageState
from command.tasking.paging.selectors import channels, shown
from command.tasking.paging.selectors.rungs import rungs_of
from command.tasking.paging.words import why

WORKER = "command/push/worker.js"
SETTINGS = {
    "push": "JC_VAPID_PRIVATE, JC_VAPID_SUBJECT",
    "sms": "JC_SMS_URL, JC_SMS_TOKEN",
    "voice": "JC_VOICE_URL, JC_VOICE_TOKEN",
}


@require_GET
@never_cache
def paging(request: HttpRequest) -> HttpResponse:
    """Show the ways out, one's devices, and what left lately."""
    return _page(request)


@require_GET
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Show the ways out and what left lately anew."""
    return render(request, "paging/_state.html", _state(_person(request)))


@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Enter one's telephone."""
    given = request.POST.get("phone", "")
    try:
        register_phone(actor=_person(request), phone=given)
    except (Invalid, Conflict) as refusal:
        more = {"problem": str(refusal.message), "given": given}
        return _page(request, more, refusal.status)
    messages.success(request, _("You may be called by telephone."))
    return redirect("paging")


@require_POST
def forget(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Be called on a device no more."""
    device = forget_device(actor=_person(request), device_id=device_id)
    messages.success(
        request, _("You are no longer called on %(label)s.") % {"label": device.label}
    )
    return redirect("paging")


@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Call oneself over every way."""
    try:
        page_myself(actor=_person(request))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The calls are on their way; the list says how they went."))
    return redirect("paging")


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker of pushes; its scope is its own folder, which has no page."""
    found = finders.find(WORKER)
    with open(cast(str, found), encoding="utf-8") as file:  # noqa: PTH123  a path of ours
        script = file.read()
    return HttpResponse(
        script,
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


def _page(
    request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    person = _person(request)
    context = {
        "live": True,
        "start": start_of(person.room, *desks_of(person)),
        "devices": [
            {"card": card, "reached_at": _time(card.reached_at)}
            for card in shown.devices_of(person)
        ],
        "push_key": channels.push_key(),
        "rungs": _rungs(person),
        **_state(person),
        **(more or {}),
    }
    return render(request, "paging/page.html", context, status=status)


def _state(person: Person) -> dict[str, Any]:
    cards = [
        {
            "card": card,
            "name": CHANNELS[card.channel],
            "settings": SETTINGS[card.channel],
            "sent_at": _time(card.last_sent_at),
            "failed_at": _time(card.last_failed_at),
            "waits_since": _time(card.waits_since),
            "why": why(card.last_code),
        }
        for card in channels.channels()
    ]
    lines = [
        {
            "line": line,
            "by": CHANNELS[line.card.channel],
            "status": PageState.Status(line.card.status).label,
            "why": why(line.card.code) if line.card.code else "",
            "made_at": _time(line.card.made_at),
        }
        for line in shown.latest(person)
    ]
    return {"cards": cards, "lines": lines, "receipts": bool(settings.JC_RECEIPTS_TOKEN)}


def _rungs(person: Person) -> list[dict[str, Any]]:
    found = sorted(rungs_of(person.origin, ""), key=lambda rung: rung.after)
    names = {
        **CHANNELS,
        "liaison": pgettext("rung", "issuer and liaisons"),
        "commander": pgettext("rung", "commanders"),
    }
    return [
        {"name": names[rung.channel], "seconds": int(rung.after.total_seconds())}
        for rung in found
    ]


def _time(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
