"""People's pages of coverage: the table, and its acts."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from resources.coverage import pages
from resources.coverage.actions import (
    acknowledge_gap,
    end_move_up,
    order_move_up,
    report_arrival,
)
from resources.dispatch.frame import frame


@require_safe
@never_cache
def coverage(request: HttpRequest) -> HttpResponse:
    """Show gaps with advice, move-ups, and every standard."""
    person = _person(request)
    shown: dict[str, Any] = frame(person, "coverage") | pages.context(person)
    return render(request, "coverage/page.html", shown)


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show it anew."""
    return render(request, "coverage/_coverage.html", pages.context(_person(request)))


@require_POST
def acknowledge(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """Answer for a gap by name."""
    person = _person(request)
    return _done(
        request,
        lambda: acknowledge_gap(actor=person, gap_id=gap_id),
        _("Acknowledged in your name."),
    )


@require_POST
def move_up(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """Send a team or a vehicle to stand by where it lacks one."""
    person = _person(request)
    sort = "asset" if request.POST.get("asset") else "team"
    thing, hours = _key(request.POST.get(sort, "")), _hours(request.POST.get("hours", ""))
    team, asset = (None, thing) if sort == "asset" else (thing, None)
    return _done(
        request,
        lambda: order_move_up(
            actor=person, gap_id=gap_id, team_id=team, asset_id=asset, hours=hours
        ),
        _("It moves up, and counts there once its arrival is reported."),
    )


@require_POST
def arrived(request: HttpRequest, move_id: UUID) -> HttpResponse:
    """Say that it is there."""
    person = _person(request)
    return _done(
        request,
        lambda: report_arrival(actor=person, move_id=move_id),
        _("It stands by there and counts there."),
    )


@require_POST
def home(request: HttpRequest, move_id: UUID) -> HttpResponse:
    """Let it go home."""
    person = _person(request)
    reason = request.POST.get("reason", "") or _("no longer needed there")
    return _done(
        request,
        lambda: end_move_up(actor=person, move_id=move_id, reason=reason),
        _("It goes home and counts at its base."),
    )


def _done(request: HttpRequest, act: Callable[[], object], told: str) -> HttpResponse:
    """Carry out an act; say what came of it on the page."""
    try:
        act()
    except (Invalid, Conflict) as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, told)
    response = HttpResponseRedirect(reverse("coverage"))
    response.status_code = 303
    return response


def _person(request: HttpRequest) -> Person:
    person = cast(Person, request.user)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Name one team, or one vehicle."), field="team") from None


def _hours(given: str) -> int:
    try:
        return int(given or 6)
    except ValueError:
        raise Invalid(_("A move-up lasts from 1 to 72 hours."), field="hours") from None
