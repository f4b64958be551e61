"""The board of forces: who is free, near, able."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import holds, rooms_visible_to, scopes_of
from resources.dispatch.filters import BOARD, SORTS, STOCKS, VIEWS, WITHIN, Filters
from resources.dispatch.frame import frame
from resources.dispatch.selectors import board as reading
from resources.dispatch.selectors.board import Scene
from resources.dispatch.selectors.leaving import may_release
from resources.dispatch.selectors.reach import reach
from resources.dispatch.selectors.units import listed
from resources.dispatch.words import STATUSES, for_scripts, what_name
from resources.lifecycle import TeamKind
from resources.models import Capability, Supply
from resources.rights import MAY_ASK, MAY_COMMIT
from resources.selectors import supplies

Context = dict[str, Any]
MAP_MOST = 200


def person_of(request: HttpRequest) -> Person:
    """Return who looks. Raises ``NotThere`` for whoever holds no duty."""
    person = cast(Person, request.user)
    if not scopes_of(person) and not rooms_visible_to(person).exists():
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


@require_safe
@never_cache
def forces(request: HttpRequest) -> HttpResponse:
    """Show the board of forces and dispatch."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    context = frame(person, "board", keys="dispatch/_keys.html")
    at = reading.scene(person, by)
    context |= _shown(person, by, at) | _choices(person, by, at)
    context |= {"words": for_scripts(), "releases": may_release(person, at.incident)}
    return render(request, "dispatch/board.html", context)


@require_safe
@never_cache
def part(request: HttpRequest, part: str) -> HttpResponse:
    """Show one part of the board anew."""
    drawn = PARTS.get(part)
    if drawn is None:
        raise Http404
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    at = reading.scene(person, by)
    template, read = drawn
    context = {"by": by, "at": at, "drill": at.world is not None} | rights(person)
    return render(request, template, context | read(person, by, at))


@require_safe
@never_cache
def places(request: HttpRequest) -> JsonResponse:
    """Return what the map draws: units, the incident, and from where it is reached."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    at = reading.scene(person, by)
    best = reading.best(person, by, at)
    ranks = {c.unit.key: n for n, c in enumerate(best, 1) if c.unit}
    units = reading.drawn(person, by, at)[:MAP_MOST]
    units += [c.unit for c in best if c.unit and c.unit.key not in {u.key for u in units}]
    around = reach((at.point.y, at.point.x)) if at.point else None
    return JsonResponse(
        {
            "units": [
                {
                    "key": unit.key,
                    "name": unit.name,
                    "letter": unit.letter,
                    "status": unit.status,
                    "said": unit.said,
                    "lat": unit.lat,
                    "lon": unit.lon,
                    "minutes": unit.minutes,
                    "rank": ranks.get(unit.key),
                }
                for unit in units
            ],
            "reach": {str(m): ring for m, ring in around.rings.items()} if around else {},
            "by": around.by if around else "",
            "incident": _on_map(at),
        }
    )


def rights(person: Person) -> Context:
    """Return what the person may do with forces; buttons they cannot press are not shown."""
    own = person.origin
    return {
        "commits": holds(person, MAY_COMMIT, region=own),
        "asks": any(holds(person, MAY_ASK, region=scope) for scope in scopes_of(person)),
    }


def _needs(_person: Person, _by: Filters, _at: Scene) -> Context:
    return {}


def _best(person: Person, by: Filters, at: Scene) -> Context:
    best = reading.best(person, by, at)
    return {
        "best": best,
        "wanted": "" if best else _wanted(by, at),
        "else_nearest": None if best else reading.else_nearest(person, by, at),
    }


def _wanted(by: Filters, at: Scene) -> str:
    """Return the name of what is looked for."""
    what = at.need.what if at.need else by.kind
    supply = Supply.objects.filter(code=what).first()
    return what_name(what, supply) if supply or what in TeamKind.values else ""


def _rows(person: Person, by: Filters, at: Scene) -> Context:
    if by.view == BOARD and by.of != STOCKS:
        return {"columns": reading.columns(person, by, at), "listed": None}
    found = listed(person, by, at.point, at.world)
    before = by.address(page=found.page - 1) if found.page > 1 else None
    after = by.address(page=found.page + 1) if found.page < found.pages else None
    return {"listed": found, "columns": None, "before": before, "after": after}


PARTS: Mapping[str, tuple[str, Callable[[Person, Filters, Scene], Context]]] = {
    "needs": ("dispatch/_needs.html", _needs),
    "best": ("dispatch/_best.html", _best),
    "rows": ("dispatch/_rows.html", _rows),
}


def _shown(person: Person, by: Filters, at: Scene) -> Context:
    context: Context = {"by": by, "at": at, "drill": at.world is not None} | rights(person)
    for _template, read in PARTS.values():
        context |= read(person, by, at)
    return context


def _choices(person: Person, by: Filters, at: Scene) -> Context:
    return {
        "query": by.address(),
        "incidents": reading.incidents_to_choose(person),
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "kinds": TeamKind.choices,
        "supplies": supplies(),
        "statuses": [(status, str(name)) for status, name in STATUSES.items()],
        "withins": WITHIN,
        "capabilities": Capability.objects.all(),
        "sorts": [
            (of, name, by.address(of=of, kind="", page=1))
            for of, name in zip(
                SORTS,
                (_("Teams"), _("Vehicles and equipment"), _("Supplies")),
                strict=True,
            )
        ],
        "views": [
            (view, name, key, by.address(view=view, page=1))
            for view, name, key in zip(
                VIEWS, (_("Table"), _("Board"), _("Map")), ("t", "b", "m"), strict=True
            )
        ],
        "exercised": reading.exercised(),
        "places_url": f"{reverse('forces-places')}?{by.address()}",
        "on_map": _on_map(at),
    }


def _on_map(at: Scene) -> Context | None:
    if at.incident is None:
        return None
    return {
        "id": str(at.incident.pk),
        "title": at.incident.title,
        "level": str(at.incident.state.grade or 0),
        "lat": at.point.y if at.point else None,
        "lon": at.point.x if at.point else None,
    }
