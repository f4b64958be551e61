"""Pages of the intake: the devices, one device, and what was refused."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere, Refusal
from command.core.follow import desks_of, start_of
from command.core.models import Person
from incidents.monitoring.intake.forms import homes, stations_of
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.payloads import PARTS
from incidents.monitoring.intake.rights import territories
from incidents.monitoring.intake.selectors import devices as selectors
from incidents.monitoring.intake.selectors.cards import FeedDeviceCard, device_room
from incidents.monitoring.intake.selectors.devices import NOTHING, Counted


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of devices."""

    card: FeedDeviceCard
    counted: Counted


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


@require_safe
@never_cache
def intake(request: HttpRequest) -> HttpResponse:
    """Show the devices, the brokers, and what was refused."""
    return listed(request)


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show the devices and brokers anew."""
    return render(request, "intake/_devices.html", _devices(person_of(request)))


@require_safe
@never_cache
def refusals(request: HttpRequest) -> HttpResponse:
    """Show anew what was refused."""
    return render(request, "intake/_refusals.html", _refusals(person_of(request)))


@require_safe
@never_cache
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Show one device: its stations, its topics, what came of it."""
    return shown(request, device_id)


@require_safe
@never_cache
def facts(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Show anew what came of a device."""
    row = selectors.device_seen(device_id, person_of(request))
    return render(request, "intake/_facts.html", _facts(row))


def listed(
    request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of all devices. Raises ``NotThere`` for whoever sees none."""
    person = person_of(request)
    if not territories(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    context = {
        "live": True,
        "start": start_of(*desks_of(person)),
        "homes": homes(person),
        "given": {},
        **_devices(person),
        **_refusals(person),
    }
    return render(request, "intake/page.html", context | (more or {}), status=status)


def shown(
    request: HttpRequest,
    device_id: UUID,
    *,
    key: str = "",
    problem: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of one device; with its key when that was made just now."""
    person = person_of(request)
    row = selectors.device_seen(device_id, person)
    own = row.origin == person.origin and any(
        code == row.region_id for code, _name in homes(person)
    )
    context = {
        "live": True,
        "start": start_of(device_room(row)),
        "drill": row.exercise_id is not None,
        "may": own,
        "key": key,
        "problem": problem,
        "given": request.POST,
        "stations": stations_of(row),
        "parts": PARTS,
        "entrance": request.build_absolute_uri(reverse("feed-in")),
        **_facts(row),
    }
    return render(request, "intake/device.html", context, status=status)


def _devices(person: Person) -> dict[str, Any]:
    rows = list(selectors.devices_open_to(person))
    came = selectors.counted(row.pk for row in rows)
    lines = [Line(FeedDeviceCard.of(row), came.get(row.pk, NOTHING)) for row in rows]
    return {
        "lines": lines,
        "taken": sum(line.counted.taken for line in lines),
        "refused": sum(line.counted.refused_count for line in lines),
        "brokers": selectors.brokers(),
        "days": selectors.DAYS,
    }


def _refusals(person: Person) -> dict[str, Any]:
    return {
        "refusals": selectors.refusals(person),
        "strangers": selectors.strangers(),
        "days": selectors.DAYS,
    }


def _facts(row: FeedDevice) -> dict[str, Any]:
    return {
        "device": row,
        "card": FeedDeviceCard.of(row),
        "counted": selectors.counted([row.pk]).get(row.pk, NOTHING),
        "brokers": selectors.brokers(),
        "lines": selectors.refusals_of(row),
        "days": selectors.DAYS,
    }
