"""Looking at cameras: live tiles with a map and a list, one camera, those near an incident."""

from dataclasses import asdict
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.core.policies import scopes_of
from incidents.cameras import selectors
from incidents.cameras.forms import homes, keeps
from incidents.cameras.kinds import CameraKind
from incidents.cameras.selectors import CameraCard, camera_room
from incidents.cameras.selectors.listing import order
from incidents.selectors import board


@require_safe
@never_cache
def cameras(request: HttpRequest) -> HttpResponse:
    """Show the live pictures that one may see, the map of the cameras, and their list."""
    person = person_of(request)
    start = start_of(*desks_of(person))
    found, by = _listed(request, person)
    context = {
        "live": True,
        "start": start,
        "tiles": order(found, selectors.limits(person.origin).most_tiles),
        "limits": selectors.limits(person.origin),
        "map_cameras": [_on_map(card) for card in found if card.lat is not None],
        "keeps": bool(homes(person)),
        **_shown(found, by),
    }
    return render(request, "cameras/page.html", context)


@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list anew."""
    found, by = _listed(request, person_of(request))
    return render(request, "cameras/_list.html", _shown(found, by))


@require_safe
@never_cache
def camera(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Show one camera, large."""
    person = person_of(request)
    row = selectors.seen(camera_id, person)
    context = {
        "live": True,
        "start": start_of(camera_room(row)),
        "limits": selectors.limits(person.origin),
        "drill": row.exercise_id is not None,
        **_facts(person, camera_id),
    }
    context["map_cameras"] = [_on_map(context["card"])] if row.point else []
    return render(request, "cameras/camera.html", context)


@require_safe
@never_cache
def facts(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Show anew what is known of one camera."""
    return render(request, "cameras/_facts.html", _facts(person_of(request), camera_id))


@require_safe
@never_cache
def near(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the cameras of an incident: those shared with it, and those near."""
    person = person_of(request)
    found = selectors.near_incident(incident_id, person)
    held = selectors.limits(person.origin)
    context = {
        "tiles": [card for card in found if card.plays][: held.most_tiles],
        "others": [card for card in found if not card.plays],
        "limits": held,
        "km": held.near_m / 1000,
    }
    return render(request, "cameras/_near.html", context)


def person_of(request: HttpRequest) -> Person:
    """Return who asks, on duty somewhere. Raises ``NotThere`` for whoever sees no cameras."""
    return cast(Person, request.user)


def _listed(request: HttpRequest, person: Person) -> tuple[list[CameraCard], dict[str, str]]:
    if not scopes_of(person):
        raise NotThere(_("No such thing, or not visible to you."))
    city, kind = request.GET.get("city", ""), request.GET.get("kind", "")
    by = {
        "city": city if city in regions.CITIES else "",
        "kind": kind if kind in CameraKind.values else "",
    }
    return selectors.listed(person, **by), by


def _shown(found: list[CameraCard], by: dict[str, str]) -> dict[str, Any]:
    return {
        "cameras": found,
        "counts": selectors.counts(found),
        "by": by,
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "kinds": CameraKind.choices,
    }


def _facts(person: Person, camera_id: UUID) -> dict[str, Any]:
    row = selectors.seen(camera_id, person)
    may = keeps(person, row)
    shared = selectors.shares_now().filter(camera=row).values_list("incident_id", flat=True)
    running = board(person)
    known = {str(key) for key in shared}
    return {
        "row": row,
        "card": CameraCard.of(row),
        "may": may,
        "shared": [card for card in running if card.id in known],
        "incidents": [card for card in running if card.id not in known] if may else [],
    }


def _on_map(card: CameraCard) -> dict[str, Any]:
    wanted = {"id", "name", "kind", "lat", "lon", "bearing_deg", "view_deg", "condition"}
    return {
        **{name: value for name, value in asdict(card).items() if name in wanted},
        "title": card.title,
        "plays": card.plays,
    }
