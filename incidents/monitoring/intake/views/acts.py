"""Keeping devices: forms with a door behind each."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core.errors import Conflict, Invalid, NotThere
from incidents.monitoring.intake.actions import (
    change_feed_device,
    register_feed_device,
    renew_feed_key,
    subscribe_topic,
    switch_feed_device,
    unsubscribe_topic,
)
from incidents.monitoring.intake.forms import ids_of, paths_of
from incidents.monitoring.intake.views.pages import listed, person_of, shown

SEE_OTHER, CREATED = 303, 201


@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Register a device, and show its key this once."""
    given = {name: request.POST.get(name, "") for name in ("label", "region")}
    try:
        device = register_feed_device(
            actor=person_of(request), label=given["label"], region=given["region"]
        )
    except Invalid as refusal:
        return listed(request, {"problem": refusal, "given": given}, status=refusal.status)
    # Not a redirect: the key is nowhere but in this answer.
    return shown(request, device.pk, key=device.key, status=CREATED)


@require_POST
def change(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Change the name of a device, or the stations that it speaks for."""

    def act() -> None:
        change_feed_device(
            actor=person_of(request),
            device_id=device_id,
            label=request.POST.get("label", ""),
            stations=ids_of(request.POST.getlist("station")),
        )

    return _done(request, device_id, act)


@require_POST
def switch(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Switch a device on or off."""
    if request.POST.get("enabled") not in {"0", "1"}:
        raise Invalid(_("Say on or off."))

    def act() -> None:
        switch_feed_device(
            actor=person_of(request),
            device_id=device_id,
            enabled=request.POST["enabled"] == "1",
            reason=request.POST.get("reason", ""),
        )

    return _done(request, device_id, act)


@require_POST
def renew(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Give a device another key, and show it this once."""
    device = renew_feed_key(actor=person_of(request), device_id=device_id)
    return shown(request, device.pk, key=device.key)


@require_POST
def subscribe(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Listen to a topic in a device's name."""

    def act() -> None:
        subscribe_topic(
            actor=person_of(request),
            device_id=device_id,
            broker=request.POST.get("broker", ""),
            topic=request.POST.get("topic", ""),
            paths=paths_of(request.POST),
        )

    return _done(request, device_id, act)


@require_POST
def unsubscribe(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """Listen to a topic no longer."""
    row = unsubscribe_topic(actor=person_of(request), subscription_id=subscription_id)
    return _see(row.device_id)


def _done(request: HttpRequest, device_id: UUID, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except (Invalid, Conflict, NotThere) as refusal:
        # Of a device that is not there, the page says so itself.
        return shown(request, device_id, problem=refusal, status=refusal.status)
    messages.success(request, _("Saved."))
    return _see(device_id)


def _see(device_id: UUID) -> HttpResponse:
    response = redirect("intake-device", device_id)
    response.status_code = SEE_OTHER
    return response
