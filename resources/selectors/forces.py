"""How much of everything is there, and how much is at incidents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of
from resources.lifecycle import MOVING, DeploymentStatus, TeamKind, TeamStatus
from resources.models import Asset, DeploymentState, Stock, Team

K = TeamKind


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the matrix: kinds of teams, or supplies."""

    key: str
    name: object  # translatable
    kinds: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()


GROUPS = (
    Group("FIRE", _("Fire and rescue"), kinds=(K.FIRE, K.FOREST)),
    Group("MED", _("Medical rescue"), kinds=(K.MED, K.CDC)),
    Group("ENG", _("Engineering"), kinds=(K.FLOOD, K.ROAD, K.POWER, K.UTIL, K.COMMS)),
    Group("AIR", _("Drones"), kinds=(K.AIR,)),
    Group("BOAT", _("Rescue boats"), supplies=("2990102", "2990103")),
    Group("PUMP", _("Pump trucks"), supplies=("2990601",)),
    Group("SPECIAL", _("Special rescue"), kinds=(K.WATER, K.USAR, K.MINE, K.HAZCHEM)),
)
# Kinds that are counted in a city's forces but in no line of the matrix stay out of it.
CARED_FOR = frozenset(kind for group in GROUPS for kind in group.kinds)


@dataclass(frozen=True, slots=True)
class Cell:
    """Available of total, and when either last changed (ISO 8601)."""

    available: int
    total: int
    at: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One group of forces over the cities: code → cell."""

    key: str
    name_zh: str
    name_en: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Availability by group and city; ``totals`` are the teams of each city."""

    cities: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: dict[str, Cell]
    at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Teams, people and vehicles, on scene and on their way."""

    teams_on_scene: int = 0
    teams_en_route: int = 0
    people_on_scene: int = 0
    people_en_route: int = 0
    vehicles_on_scene: int = 0
    vehicles_en_route: int = 0


COUNTED = tuple(each.name for each in fields(Strength))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forces(Strength):
    """The forces of one incident, and of each city there."""

    by_city: dict[str, Strength] = field(default_factory=dict)


Counts = Mapping[tuple[str, str], Cell]  # (kind or supply, city) → cell
NOTHING = Cell(0, 0, None)


def cities_open_to(person: Person) -> tuple[str, ...]:
    """Return the cities whose availability ``person`` may know.

    All four for anybody on duty for a city or the region (the agreement's item 8:
    dispatch across cities); else the city of the banner they are on duty for.
    """
    scopes = scopes_of(person)
    if any(scope.endswith("00") for scope in scopes):
        return regions.CITIES
    own = {regions.city_of(scope) for scope in scopes}
    return tuple(code for code in regions.CITIES if code in own)


def matrix(person: Person, *, exercise_id: UUID | None = None) -> Matrix:
    """Return how much of each group is available in each city. Three queries.

    Real forces are counted, or those of one exercise: never both together.
    """
    cities = cities_open_to(person)
    counts = {**team_counts(exercise_id), **stock_counts(exercise_id)}
    rows = tuple(_row(group, cities, counts) for group in GROUPS)
    totals = {city: _sum(_of_city(counts, city, CARED_FOR)) for city in cities}
    times = [cell.at for cell in counts.values() if cell.at]
    return Matrix(cities, rows, totals, max(times, default=None))


def team_counts(
    exercise_id: UUID | None, kinds: Iterable[str] | None = None
) -> dict[tuple[str, str], Cell]:
    """Return teams on standby and in all by kind and city. One query."""
    teams = Team.objects.filter(exercise=exercise_id)
    if kinds is not None:
        teams = teams.filter(kind__in=list(kinds))
    free = Count("pk", filter=Q(state__status=TeamStatus.STANDBY))
    rows = (
        teams.order_by()
        .values("kind", "region_id")
        .annotate(free=free, n=Count("pk"), last=Max("state__updated_at"))
    )
    return _by_city(rows.values_list("kind", "region_id", "free", "n", "last"))


def stock_counts(
    exercise_id: UUID | None, supplies: Iterable[str] | None = None
) -> dict[tuple[str, str], Cell]:
    """Return what is available and there by supply and city. One query.

    What lies in depots by number, and what is known one by one.
    """
    stocks = Stock.objects.filter(exercise=exercise_id)
    if supplies is not None:
        stocks = stocks.filter(supply__in=list(supplies))
    rows = (
        stocks.order_by()
        .values("supply_id", "region_id")
        .annotate(free=Sum("available"), n=Sum("on_hand"), last=Max("updated_at"))
    )
    lying = rows.values_list("supply_id", "region_id", "free", "n", "last")
    return _by_city(lying.union(_assets(exercise_id, supplies), all=True))


def _assets(exercise_id: UUID | None, supplies: Iterable[str] | None) -> QuerySet[Any, Any]:
    assets = Asset.objects.filter(exercise=exercise_id)
    if supplies is not None:
        assets = assets.filter(supply__in=list(supplies))
    standby = Count("pk", filter=Q(state__status=TeamStatus.STANDBY))
    rows = (
        assets.order_by()
        .values("supply_id", "region_id")
        .annotate(free=standby, n=Count("pk"), last=Max("state__updated_at"))
    )
    return rows.values_list("supply_id", "region_id", "free", "n", "last")


def forces_of(incident_id: UUID) -> Forces:
    """Return the forces at one incident and on their way to it. One query."""
    return forces_of_all([incident_id])[incident_id]


def forces_of_all(incident_ids: Iterable[UUID]) -> dict[UUID, Forces]:
    """Return the forces of several incidents. One query."""
    ids = list(incident_ids)
    on_scene = Q(status=DeploymentStatus.ON_SCENE)
    en_route = Q(status__in=MOVING)
    is_team = Q(deployment__team__isnull=False)
    rows = (
        DeploymentState.objects.filter(on_scene | en_route, deployment__incident__in=ids)
        .order_by()
        .values(incident=F("deployment__incident_id"), city=F("deployment__origin"))
        .annotate(
            teams_on_scene=Count("pk", filter=on_scene & is_team),
            teams_en_route=Count("pk", filter=en_route & is_team),
            people_on_scene=Sum("deployment__people", filter=on_scene, default=0),
            people_en_route=Sum("deployment__people", filter=en_route, default=0),
            vehicles_on_scene=Sum("deployment__vehicles", filter=on_scene, default=0),
            vehicles_en_route=Sum("deployment__vehicles", filter=en_route, default=0),
        )
    )
    found: dict[UUID, dict[str, Strength]] = {incident: {} for incident in ids}
    for row in rows:
        sums = {name: row[name] for name in COUNTED}  # type: ignore[literal-required]
        found[row["incident"]][row["city"]] = Strength(**sums)
    return {incident: _together(cities) for incident, cities in found.items()}


def _together(cities: dict[str, Strength]) -> Forces:
    sums = {name: sum(getattr(s, name) for s in cities.values()) for name in COUNTED}
    return Forces(**sums, by_city=cities)


def _by_city(
    rows: Iterable[tuple[str, str, int, int, datetime | None]],
) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], Cell] = {}
    for what, region, free, total, last in rows:
        key = (what, regions.city_of(region))
        cell = Cell(free, total, last.isoformat() if last else None)
        found[key] = _sum([found.get(key, NOTHING), cell])
    return found


def _of_city(counts: Counts, city: str, whats: Iterable[str]) -> list[Cell]:
    return [counts[what, city] for what in whats if (what, city) in counts]


def _sum(cells: Iterable[Cell]) -> Cell:
    rows = list(cells)
    times = [cell.at for cell in rows if cell.at]
    return Cell(
        sum(cell.available for cell in rows),
        sum(cell.total for cell in rows),
        max(times, default=None),
    )


def _row(group: Group, cities: tuple[str, ...], counts: Counts) -> MatrixRow:
    whats = (*group.kinds, *group.supplies)
    cells = {city: _sum(_of_city(counts, city, whats)) for city in cities}
    with override("zh-hans"):
        zh = str(group.name)
    with override("en"):
        en = str(group.name)
    return MatrixRow(group.key, zh, en, cells)
