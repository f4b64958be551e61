"""What can be found, each kind cut to what the person may see. One query or two a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import get_language

from command.board.search.pages import pages
from command.core import regions
from command.core.models import Duty, Person, Region
from command.core.policies import ADMINISTRATORS, DESK, Post, scopes_of, within
from incidents.lifecycle import ENDED
from incidents.selectors import visible_to as incidents_visible_to
from plans.selectors.plans import visible_to as plans_visible_to
from resources.lifecycle import TeamKind
from resources.selectors.sight import teams_open_to

# In this order when two fit alike.
ORDER = {"incident": 0, "team": 1, "person": 2, "plan": 3, "place": 4, "page": 5}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can be found. ``names`` all lead to it; ``past`` comes last."""

    kind: str
    id: str
    name: str
    names: tuple[str, ...]
    number: str
    detail: str
    url: str
    at: float = 0.0
    level: int | None = None
    past: bool = False


def rows(person: Person) -> Iterator[Row]:
    """Return all that ``person`` may find."""
    yield from _pages(person)
    if not scopes_of(person):
        yield from _incidents(person)
        return
    yield from _incidents(person)
    yield from _teams(person)
    yield from _people(person)
    yield from _plans(person)
    yield from _places()


def _incidents(person: Person) -> Iterator[Row]:
    found = incidents_visible_to(person).values_list(
        "pk", "number", "title", "place", "reported_at", "state__status", "state__grade"
    )
    for key, number, title, place, at, status, grade in found:
        url = reverse("incident", args=[key])
        yield Row(
            "incident", str(key), title, (title, place), number, f"{number} · {place}", url,
            at.timestamp(), grade or 0, status in ENDED,
        )  # fmt: skip


def _teams(person: Person) -> Iterator[Row]:
    labels = {str(kind): str(kind.label) for kind in TeamKind}
    for key, name, kind, region, base in teams_open_to(person).values_list(
        "pk", "name", "kind", "region_id", "base"
    ):
        where = regions.name(region)
        url = _map_at(base, regions.city_of(region))
        names = (name, f"{where}{name}")
        yield Row("team", str(key), name, names, "", f"{labels.get(kind, kind)} · {where}", url)


def _people(person: Person) -> Iterator[Row]:
    """Find the people of one's own territory, and those at the desks of all cities."""
    mine = Q(post__in=DESK)
    for scope in scopes_of(person):
        mine |= within(scope, "region_id")
    at = now()
    held = Duty.objects.filter(
        mine, Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at,
        region__isnull=False, person__is_active=True,
    ).exclude(post__in=ADMINISTRATORS)  # fmt: skip
    seen = set()
    for key, name, username, post, region in held.order_by("person__username").values_list(
        "person_id", "person__name", "person__username", "post", "region_id"
    ):
        if key in seen:
            continue
        seen.add(key)
        where = regions.name(region)
        said = f"{where} · {Post(post).label}"
        url = f"{page_of('messages', 'cop')}?to=person:{key}"
        yield Row("person", str(key), name, (name, username), "", said, url)


def _plans(person: Person) -> Iterator[Row]:
    chinese = _chinese()
    for key, title, title_en, city in plans_visible_to(person).values_list(
        "pk", "title", "title_en", "city_id"
    ):
        name = title if chinese or not title_en else title_en
        url = _address("plan", key) or page_of("plans", "") or reverse("api-plan", args=[key])
        yield Row("plan", str(key), name, (title, title_en), "", regions.name(city), url)


def _places() -> Iterator[Row]:
    chinese = _chinese()
    for region in Region.objects.exclude(pk=regions.REGION):
        name = region.name_zh if chinese else region.name_en
        city = regions.city_of(region.pk)
        url = _map_at(None if region.pk == city else region.seat, city)
        names = (region.name_zh, region.name_en, region.seat_zh)
        yield Row("place", region.pk, name, names, region.pk, regions.name(city), url)


def _pages(person: Person) -> Iterator[Row]:
    chinese = _chinese()
    for page in pages(person):
        name = page.name_zh if chinese else page.name_en
        yield Row("page", page.key, name, (page.name_zh, page.name_en), "", "", page.url)


def _map_at(point: Any, city: str) -> str:
    """Return the address of the screen of one city, with the map at a point."""
    at = f"&at={point.y:.5f},{point.x:.5f}" if point is not None else ""
    narrowed = f"city={city}" if city in regions.CITIES else ""
    return f"{reverse('cop')}?{narrowed}{at}"


def page_of(*names: str) -> str:
    """Return the address of the first of the pages that exists; empty for none."""
    for name in names:
        try:
            return reverse(name) if name else ""
        except NoReverseMatch:
            continue
    return ""


def _address(name: str, key: object) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
