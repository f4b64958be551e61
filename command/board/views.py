"""The people's entrance to the board: the screen, its panels, and what they answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from command.board import panels, selectors
from command.board.decide import decide as knock
from command.board.selectors import Sight
from command.board.selectors.since import since_you_left
from command.core import last_seen, operations, regions
from command.core.errors import Invalid, NotThere
from command.core.models import Duty, Person
from command.core.policies import duties_of
from incidents.monitoring.actions import acknowledge_alarm

View = Callable[..., HttpResponse]
LANGUAGES = ("zh-hans", "en")
NO_CONTENT = 204


def speaking(view: View) -> View:
    """Let ``?lang=`` choose the language of one page, for looking at both."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        if wanted not in LANGUAGES:
            return view(request, *args, **kwargs)
        with translation.override(wanted):
            return view(request, *args, **kwargs)

    return inside


@require_GET
@never_cache
@speaking
def cop(request: HttpRequest) -> HttpResponse:
    """Show the joint command screen."""
    sight = _sight(request)
    if not sight.scopes and not sight.rooms:
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    selected = request.GET.get("incident") or None
    screen = selectors.screen(sight, selected)
    context = panels.screen_context(screen) | {
        "city": sight.city,
        "selected": screen.peek.id if screen.peek else "",
        "post": _post_of(sight.person),
        "since": since_you_left(sight.person, last_seen.COP, sight.rooms),
        # The badge stays as long as anything of an exercise is on the screen.
        "drill": any(incident.exercise_id for incident in sight.everywhere),
        **panels.links(screen.peek.id if screen.peek else ""),
    }
    return render(request, "board/cop.html", context)


@require_GET
@never_cache
@speaking
def panel(request: HttpRequest, panel: str) -> HttpResponse:
    """Show one panel anew."""
    drawn = panels.PANELS.get(panel)
    if drawn is None:
        raise Http404
    template, read = drawn
    return render(request, template, read(_sight(request), request.GET.get("incident", "")))


@require_GET
@never_cache
def lines(request: HttpRequest) -> JsonResponse:
    """Tell when each linked city's system was last heard."""
    return JsonResponse(selectors.lines())


@require_GET
@never_cache
@gzip_page
@speaking
def units(request: HttpRequest) -> JsonResponse:
    """Tell where the units are now: apart from the page, so that it need not wait for them."""
    rows = {"units": selectors.units(_sight(request))}
    return JsonResponse(rows, json_dumps_params={"ensure_ascii": False})


@require_POST
def acknowledge(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Take over exactly this alarm."""
    acknowledge_alarm(actor=_person(request), alarm_id=alarm_id)
    return HttpResponse(status=NO_CONTENT)


@require_POST
def decide(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Answer one thing that waits; the same key twice is one answer."""
    actor = _person(request)
    given = {name: request.POST.get(name, "") for name in ("verdict", "reason", "quantity")}

    def run() -> None:
        knock(actor=actor, kind=kind, key=key, **given)

    once = request.headers.get("Idempotency-Key")
    if once is None:
        run()
    else:
        what = f"decide {kind} {key}"[:200]
        operations.once(key_of(once), actor=actor, what=what, asked=given, run=run)
    return HttpResponse(status=NO_CONTENT)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _sight(request: HttpRequest) -> Sight:
    city = request.GET.get("city", "")
    return Sight(
        _person(request),
        city=city if city in regions.CITIES else "",
        drill=request.GET.get("forces") == "drill",
    )


def _post_of(person: Person) -> str:
    duty = duties_of(person).filter(region__isnull=False).select_related("region").first()
    if duty is None or duty.region is None:
        return ""
    return f"{Duty.Post(duty.post).label} · {duty.region.name}"


def key_of(given: str) -> UUID:
    """Return an idempotency key. Raises ``Invalid`` for what is no UUID."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Idempotency-Key must be a UUID.")) from None
