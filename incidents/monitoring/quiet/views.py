"""People's pages of quiet areas."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.follow import desks_of, start_of
from command.core.models import Exercise, Person
from command.core.policies import scopes_of
from command.core.rooms import exercise_room
from incidents.monitoring.intake.rights import keeps
from incidents.monitoring.quiet import pages, selectors
from incidents.monitoring.quiet.limits import Limits


@require_safe
@never_cache
def quiet_areas(request: HttpRequest) -> HttpResponse:
    """Show the areas that have fallen quiet, and who else should have reported."""
    person = _person(request)
    running = Exercise.objects.filter(state=Exercise.State.RUNNING).values_list("pk", flat=True)
    start = start_of(*desks_of(person), *(exercise_room(key) for key in running))
    context: dict[str, Any] = {
        "live": True,
        "start": start,
        "limits": Limits.of(),
        "keeps": keeps(person),
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        **pages.context(person, _city(request)),
    }
    return render(request, "quiet/page.html", context)


@require_safe
@never_cache
def quiet_list(request: HttpRequest) -> HttpResponse:
    """Show the lists anew."""
    context = pages.context(_person(request), _city(request))
    return render(request, "quiet/_list.html", context)


@require_safe
@never_cache
def quiet_dark(request: HttpRequest) -> HttpResponse:
    """Show what is drawn dark on a map, in words: one line each."""
    person = cast(Person, request.user)
    rows = pages.plain(selectors.open_areas(person))
    return render(request, "quiet/_dark.html", {"quiet": rows})


def _city(request: HttpRequest) -> str:
    city = request.GET.get("city", "")
    return city if city in regions.CITIES else ""


def _person(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotThere`` for whoever is on duty nowhere."""
    person = cast(Person, request.user)
    if not scopes_of(person):
        raise NotThere(_("No such thing, or not visible to you."))
    return person
