"""The lines of the board of forces: in sight, narrowed down, a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from command.core.models import Person
from command.core.policies import within
from incidents.pinyin import matches
from resources.dispatch.errands import errands_of
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS, Filters
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.known import units_of
from resources.dispatch.words import BLOCKED, GOING, RESERVED, STATUSES
from resources.lifecycle import DeploymentStatus, TeamStatus
from resources.models import Deployment, Stock, TeamState
from resources.routing.legs import Leg, legs
from resources.selectors.sight import assets_open_to, stocks_open_to, teams_open_to

PAGE = 50
NEAREST = 200  # as many ways are measured for one incident
NAMES = 20_000  # read at most to look for pinyin
FASTEST_KMH = 100.0  # nobody comes sooner than this over the great circle

OUT = frozenset({TeamStatus.EN_ROUTE, TeamStatus.ON_SCENE, TeamStatus.RETURNING})

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of lines. ``measured``: only the nearest so many of ``total`` were ranked."""

    units: tuple[Unit, ...]
    total: int
    page: int
    pages: int
    measured: int


def listed(person: Person, by: Filters, point: Point | None, world: UUID | None) -> Listed:
    """Return a page of forces; with a ``point`` in the order of their arrival there."""
    rows = chosen(person, by, world)
    total = rows.count()
    place = PLACE[by.of]
    if point is None:
        pages = max(1, -(-total // PAGE))
        page = min(by.page, pages)
        found = _ordered(rows, by.of)[(page - 1) * PAGE : page * PAGE]
        return Listed(tuple(units_of(found, by.of, person)), total, page, pages, 0)
    near = rows.filter(**{f"{place}__isnull": False}).annotate(away=Distance(place, point))
    if by.within:
        near = near.filter(away__lte=D(km=by.within / 60 * FASTEST_KMH))
    nearest = units_of(near.order_by("away", "pk")[:NEAREST], by.of, person)
    ranked = measured([_towards(unit, by.incident) for unit in nearest], point)
    if by.within:
        ranked = [u for u in ranked if u.minutes is not None and u.minutes <= by.within]
        total = len(ranked)
    pages = max(1, -(-len(ranked) // PAGE))
    page = min(by.page, pages)
    cut = ranked[(page - 1) * PAGE : page * PAGE]
    return Listed(tuple(cut), total, page, pages, len(ranked))


def measured(units: Iterable[Unit], point: Point) -> list[Unit]:
    """Return the units with their ways to ``point``, who is there first in front."""
    found = [unit for unit in units if unit.lat is not None and unit.lon is not None]
    starts = [(float(u.lat or 0), float(u.lon or 0)) for u in found]
    ways: Sequence[Sequence[Leg]] = legs(starts, [(point.y, point.x)]) if starts else []
    far = [unit.along(way[0]) for unit, way in zip(found, ways, strict=True)]
    return sorted(far, key=lambda u: (u.minutes is None, u.minutes or 0, u.name))


def _towards(unit: Unit, incident: UUID | None) -> Unit:
    """Let who is at the incident already need no time, and who is out need none to leave."""
    if unit.status == TeamStatus.ON_SCENE and incident and unit.incident == incident:
        return replace(unit, is_there=True)
    return replace(unit, starts_in=0) if unit.status in OUT else unit


def chosen(person: Person, by: Filters, world: UUID | None) -> Rows:
    """Return what of the forces in sight passes the filters, of one world."""
    rows = OPEN[by.of](person).filter(exercise=world)
    if by.city:
        rows = rows.filter(within(by.city, "region_id"))
    if by.kind:
        rows = rows.filter(**{"kind" if by.of == TEAMS else "supply_id": by.kind})
    if by.capability and by.of != STOCKS:
        rows = rows.filter(capabilities__contains=[by.capability])
    if by.status:
        rows = rows.filter(in_status(by.of, by.status))
    return _named(rows, by)


def _named(rows: Rows, by: Filters) -> Rows:
    """Keep what is called so; by syllables and initials where Latin letters were typed."""
    if not by.q:
        return rows
    name = "depot" if by.of == STOCKS else "name"
    plain = Q(**{f"{name}__icontains": by.q}) | Q(region__name_zh__icontains=by.q)
    if by.of != TEAMS:
        plain |= Q(supply__name_zh__icontains=by.q) | Q(supply__name_en__icontains=by.q)
    if not by.q.isascii():
        return rows.filter(plain)
    sought = by.q.lower()
    names = rows.order_by().values_list("pk", name)[:NAMES]
    spelled = [pk for pk, said in names if matches(said, sought)]
    return rows.filter(plain | Q(region__name_en__icontains=by.q) | Q(pk__in=spelled))


def in_status(of: str, status: str) -> Q:
    """Return the condition that a force is in a status as the board names it."""
    if of == STOCKS:
        free = status == TeamStatus.STANDBY
        return Q(available__gt=0) if free else Q(available=0)
    kept = Deployment.objects.filter(state__status=DeploymentStatus.RESERVED)
    thing = "team" if of == TEAMS else "asset"
    is_kept = Q(pk__in=kept.filter(**{f"{thing}__isnull": False}).values(thing))
    if status == RESERVED:
        return is_kept
    if of == TEAMS and status in GOING | {BLOCKED}:
        stuck = Q(pk__in=_stuck())
        going = Q(state__status__in=GOING)
        return stuck & going if status == BLOCKED else Q(state__status=status) & ~stuck
    return Q(state__status=status) if status != BLOCKED else Q(pk__in=[])


def _stuck() -> list[UUID]:
    out = TeamState.objects.filter(status__in=GOING).values_list("pk", flat=True)
    return [team for team, errand in errands_of(out).items() if errand.obstacle]


def _ordered(rows: Rows, of: str) -> Rows:
    """Who can be sent stands first; what is out of service last."""
    if of == STOCKS:
        return rows.order_by("supply_id", "region_id", "depot", "pk")
    rank = Case(
        *(When(state__status=status, then=Value(n)) for n, status in enumerate(STATUSES)),
        default=Value(99),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, "region_id", "name", "pk")


def _teams(person: Person) -> Rows:
    return teams_open_to(person).select_related("state__deployment", "position")


def _assets(person: Person) -> Rows:
    return assets_open_to(person).select_related("state__deployment", "supply", "team")


def _stocks(person: Person) -> QuerySet[Stock]:
    return stocks_open_to(person)


OPEN: dict[str, Callable[[Person], QuerySet[Model]]] = {
    TEAMS: _teams,
    ASSETS: _assets,
    STOCKS: _stocks,
}
PLACE = {TEAMS: "base", ASSETS: "base", STOCKS: "point"}
