"""The director's entrance: starting, watching, ending and removing exercises."""

import math
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core import policies, regions
from command.core.errors import Invalid, NotThere
from command.core.models import Exercise, Person
from command.exercise import selectors, totals
from command.exercise.actions import end_exercise, remove_exercise, start_exercise
from command.exercise.actions.rights import DIRECTING
from command.exercise.scenarios import SCENARIOS

# Offered on the page: real time, and how many scenario seconds pass in one.
SPEEDS = (1, 60, 300, 600, 1200, 3600)
USUAL_SPEED = 600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def exercises(request: HttpRequest) -> HttpResponse:
    """Show the exercises to those on duty; start one for the director."""
    actor = on_duty(request)
    if request.method == "POST":
        start_exercise(
            actor=actor,
            scenario=request.POST.get("scenario", ""),
            speed=_speed(request.POST.get("speed", "")),
        )
        messages.success(request, _("The exercise has started."))
        return redirect("exercise")
    return render(request, "exercise/page.html", _context(actor))


@require_safe
@never_cache
def stage(request: HttpRequest) -> HttpResponse:
    """Show anew how far the exercise is; the whole page, when it is another state's."""
    context = _context(on_duty(request))
    response = render(request, "exercise/_stage.html", context)
    card = context["card"]
    if request.GET.get("shown", "") != (f"{card.id}:{card.state}" if card else ":"):
        response["HX-Refresh"] = "true"
    return response


@require_safe
@never_cache
def clock(request: HttpRequest) -> HttpResponse:
    """Show the scenario's clock, for the head of every page."""
    on_duty(request)
    running = [card for card in selectors.plays() if card.state == Exercise.State.RUNNING]
    return render(request, "exercise/_clock.html", {"card": running[0] if running else None})


@require_POST
def end(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """End the play."""
    end_exercise(actor=_person(request), exercise_id=exercise_id)
    messages.success(request, _("The exercise has ended. What it made is still there."))
    return redirect("exercise")


@require_POST
def remove(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Remove what the exercise made."""
    remove_exercise(actor=_person(request), exercise_id=exercise_id)
    messages.success(request, _("Everything that the exercise made has been removed."))
    return redirect("exercise")


def _context(actor: Person) -> dict[str, Any]:
    shown = Exercise.objects.filter(scenario__in=sorted(SCENARIOS))
    play = shown.exclude(state=Exercise.State.REMOVED).first()
    has_ended = play is not None and play.state == Exercise.State.ENDED
    return {
        "card": selectors.card_of(play) if play else None,
        "lines": selectors.script(play) if play else [],
        "refused": selectors.refusals(play) if play else [],
        "figures": totals.compared(play) if play and has_ended and _is_whole(play) else [],
        "scenarios": list(SCENARIOS.values()),
        "speeds": SPEEDS,
        "usual_speed": USUAL_SPEED,
        "directs": policies.holds(actor, DIRECTING, region=regions.REGION),
        "history": [card for card in selectors.plays() if card.state == "removed"][:10],
    }


def _is_whole(play: Exercise) -> bool:
    return play.cursor == len(SCENARIOS[play.scenario].steps)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def on_duty(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotThere`` for somebody without a duty."""
    actor = _person(request)
    if not policies.scopes_of(actor):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return actor


def _speed(given: str) -> float:
    try:
        speed = float(given)
    except ValueError:
        speed = math.nan
    if not math.isfinite(speed):
        raise Invalid(_("The speed is between 0 and 100,000."), speed=given[:20])
    return speed
