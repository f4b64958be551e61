"""What can be found, each kind cut to what the person may see. One query or two a kind.

There may be ten thousand rows, of which a dozen are shown: what a row says besides its
names is put together in ``shown``, for those alone.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q

from command.board.search.pages import pages
from command.core import regions, waiting
from command.core.models import Duty, Person, Region
from command.core.policies import ADMINISTRATORS, DESK, scopes_of, within
from command.core.times import running
from command.core.tongues import is_english
from incidents.lifecycle import ENDED
from incidents.monitoring.models import Station
from incidents.monitoring.selectors import seen_by as stations_seen_by
from incidents.selectors import visible_to as incidents_visible_to
from plans.selectors.plans import visible_to as plans_visible_to
from resources.selectors.sight import teams_open_to

# In this order when two fit alike.
ORDER = {
    "incident": 0, "team": 1, "person": 2, "plan": 3, "place": 4, "station": 5, "page": 6,
    "coded": 7,
}  # fmt: skip


class Row(NamedTuple):
    """One thing that can be found. All ``names`` lead to it; what is ``past`` comes last.

    ``given`` is what else was read of it.
    """

    kind: str
    id: Any
    name: str
    names: tuple[str, ...]
    number: str = ""
    given: tuple[Any, ...] = ()
    at: float = 0.0
    level: int | None = None
    past: bool = False


def rows(person: Person) -> Iterator[Row]:
    """Return all that ``person`` may find."""
    yield from _pages(person)
    yield from _incidents(person)
    if not scopes_of(person):
        return
    yield from _teams(person)
    yield from _people(person)
    yield from _plans(person)
    yield from _places()
    yield from _stations(person)


def bearing(person: Person, typed: str) -> Iterator[Row]:
    """Yield what bears a receipt code; asks nothing when what was typed is none."""
    for one in waiting.coded(person, typed):
        given = (one.detail, one.url)
        yield Row("coded", one.id, one.name, (one.name,), "", given, one.at.timestamp())


def in_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return not is_english()


def _incidents(person: Person) -> Iterator[Row]:
    found = incidents_visible_to(person).values_list(
        "pk", "number", "title", "place", "reported_at", "state__status", "state__grade"
    )
    for key, number, title, place, at, status, grade in found:
        yield Row(
            "incident", key, title, (title, place), number, (place,),
            at.timestamp(), grade or 0, status in ENDED,
        )  # fmt: skip


def _teams(person: Person) -> Iterator[Row]:
    known = {code: regions.name(code) for code in Region.objects.values_list("pk", flat=True)}
    found = teams_open_to(person).values_list("pk", "name", "kind", "region_id")
    for key, name, kind, region in found:
        where = known.get(region, region)
        yield Row("team", key, name, (name, where + name), "", (kind, where, region))


def _people(person: Person) -> Iterator[Row]:
    """Find the people of one's own territory, and those at the desks of all cities."""
    mine = Q(post__in=DESK)
    for scope in scopes_of(person):
        mine |= within(scope, "region_id")
    held = Duty.objects.filter(
        mine, running(), region__isnull=False, person__is_active=True
    ).exclude(post__in=ADMINISTRATORS)
    seen = set()
    for key, name, username, post, region in held.order_by("person__username").values_list(
        "person_id", "person__name", "person__username", "post", "region_id"
    ):
        if key not in seen:
            seen.add(key)
            yield Row("person", key, name, (name, username), "", (post, region))


def _plans(person: Person) -> Iterator[Row]:
    chinese = in_chinese()
    for key, title, title_en, city in plans_visible_to(person).values_list(
        "pk", "title", "title_en", "city_id"
    ):
        name = title if chinese or not title_en else title_en
        yield Row("plan", key, name, (title, title_en), "", (city,))


def _places() -> Iterator[Row]:
    chinese = in_chinese()
    for region in Region.objects.exclude(pk=regions.REGION):
        name = region.name_zh if chinese else region.name_en
        names = (region.name_zh, region.name_en, region.seat_zh)
        yield Row("place", region.pk, name, names, region.pk, (region.seat,))


def _stations(person: Person) -> Iterator[Row]:
    chinese = in_chinese()
    found = Station.objects.filter(stations_seen_by(person))
    for key, code, zh, en, region in found.values_list(
        "pk", "code", "name_zh", "name_en", "region_id"
    ):
        name = zh if chinese or not en else en
        yield Row("station", key, name, (zh, en), code, (code, region))


def _pages(person: Person) -> Iterator[Row]:
    chinese = in_chinese()
    for page in pages(person):
        name = page.name_zh if chinese else page.name_en
        yield Row("page", page.key, name, (page.name_zh, page.name_en), "", (page.url,))
