"""The imagery wall: tiles, what came in since, and marks of what was looked at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core import journal, regions
from command.core.errors import Invalid
from command.core.follow import FEED
from command.core.models import Person
from command.core.policies import rooms_visible_to
from incidents.cameras import selectors as cameras
from incidents.imagery.actions import mark_seen
from incidents.imagery.selectors import seen_image, tiles
from incidents.imagery.selectors.wanted import AGES, Wanted
from incidents.imagery.views.answers import answer, person_of
from incidents.selectors import visible_to as incidents_visible_to

LINE = "line"


@require_safe
@never_cache
def wall(request: HttpRequest) -> HttpResponse:
    """Show the wall; a further page of tiles to a script that asks for it."""
    person, given = person_of(request), request.GET
    by, view = Wanted.read(given.dict()), LINE if given.get("view") == LINE else ""
    cursor = given.get("before", "")[:80]
    # Before the tiles: what arrives in between is then new, and never missed.
    stamp, start = tiles.stamp(), _start(person) if not cursor else {}
    page = tiles.page(person, by, cursor)
    following = by.query(view=view, before=page.following) if page.following else ""
    context: dict[str, Any] = {
        "page": page,
        "by": by,
        "view": view,
        "following": following,
    }
    if cursor and request.headers.get("HX-Request"):
        return render(request, "imagery/_tiles.html", context)
    context |= {
        "start": {**start, "since": stamp, "query": by.query(view=view)},
        "live": True,
        "cameras": _live(person, by),
        "limits": cameras.limits(person.origin),
        "unseen": tiles.unseen_count(person, by),
        "incidents": tiles.incidents_of(person),
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "ages": [(age, _age(age)) for age in AGES],
        "kinds": [
            ("photo", pgettext("image filter", "Photos")),
            ("video", pgettext("image filter", "Video")),
            ("uav", pgettext("image filter", "UAV")),
        ],
        "tags": tiles.tags(person, by),
        "other_view": by.query(view="" if view else LINE),
        "each": by.query(view=view, each="" if by.each else "1"),
    }
    return render(request, "imagery/wall.html", context)


@require_safe
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Say how many wanted images arrived since the wall was drawn."""
    person, given = person_of(request), request.GET
    by = Wanted.read(given.dict())
    try:
        since = datetime.fromisoformat(given.get("since", ""))
    except ValueError:
        raise Invalid("since") from None
    if since.tzinfo is None:
        raise Invalid("since")
    told = {
        "n": tiles.new_count(person, by, since),
        "unseen": tiles.unseen_count(person, by),
    }
    return JsonResponse(told)


@require_safe
@never_cache
def tile(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """Draw one tile anew."""
    person = person_of(request)
    shown = tiles.one_tile(seen_image(image_id, person), person)
    return render(request, "imagery/_tile.html", {"tile": shown})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Remember that somebody looked at images."""
    keys = []
    for given in request.POST.getlist("image"):
        try:
            keys.append(UUID(given))
        except ValueError:
            raise Invalid("image") from None
    mark_seen(actor=person_of(request), image_ids=keys)
    return answer(request, "imagery")


def _live(person: Person, by: Wanted) -> list[cameras.CameraCard]:
    found = incidents_visible_to(person)
    incident = found.filter(pk=by.incident).first() if by.incident else None
    return cameras.tiles(person, incident, city=by.city)


def _start(person: Person) -> dict[str, Any]:
    rooms = rooms_visible_to(person).values_list("key", flat=True)
    return {"url": FEED, "rooms": journal.heads(rooms)}


def _age(minutes: int) -> str:
    if minutes < 60:
        return pgettext("image filter", "≤ %(n)d min") % {"n": minutes}
    return pgettext("image filter", "≤ %(n)d h") % {"n": minutes // 60}
