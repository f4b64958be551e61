"""What there is of a kind: teams, vehicles and equipment, and stock, each with its place."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Q, QuerySet

from command.core import regions
from resources.coverage.models import MoveUp
from resources.coverage.picture import ASSET, STOCK, TEAM, Thing
from resources.lifecycle import ENDED, TeamKind, TeamStatus
from resources.models import Asset, Deployment, Stock, Team
from resources.routing.legs import Place

# ``None``: it is on its way, and covers neither place.
Placed = tuple[Thing, Place | None]


def free(what: str, at: datetime, until: datetime, world: UUID | None) -> Iterable[Placed]:
    """Yield what is free of a kind until a time, and where it stands."""
    ready = Q(state__status=TeamStatus.STANDBY)
    if what in TeamKind.values:
        yield from _units(TEAM, ready & ~Q(pk__in=_booked(TEAM, at, until)), what, world)
        return
    yield from _units(ASSET, ready & ~Q(pk__in=_booked(ASSET, at, until)), what, world)
    for stock in _stocks(what, world).filter(available__gt=0):
        yield _of_stock(stock, stock.available)


def registered(what: str, world: UUID | None) -> Iterable[Placed]:
    """Yield what there is of a kind, wherever it may be called to now."""
    if what in TeamKind.values:
        yield from _units(TEAM, Q(), what, world)
        return
    yield from _units(ASSET, Q(), what, world)
    for stock in _stocks(what, world).filter(on_hand__gt=0):
        yield _of_stock(stock, stock.on_hand)


def _units(sort: str, which: Q, what: str, world: UUID | None) -> Iterable[Placed]:
    rows: QuerySet[Team] | QuerySet[Asset] = (
        Team.objects.filter(which, kind=what)
        if sort == TEAM
        else Asset.objects.filter(which, supply=what)
    )
    moved = {
        getattr(move, f"{sort}_id"): move
        for move in MoveUp.objects.filter(ended_at__isnull=True).select_related("area")
    }
    for unit in rows.filter(exercise=world, base__isnull=False).order_by("pk"):
        move = moved.get(unit.pk)
        city = regions.city_of(unit.region_id)
        thing = Thing(str(unit.pk), what, unit.name, city, movable=move is None, sort=sort)
        if move is None:
            yield thing, _place(unit.base)
        else:
            yield thing, _place(move.area.seat) if move.arrived_at else None


def _stocks(what: str, world: UUID | None) -> QuerySet[Stock]:
    return Stock.objects.filter(supply=what, exercise=world, point__isnull=False).order_by("pk")


def _of_stock(stock: Stock, quantity: int) -> Placed:
    city = regions.city_of(stock.region_id)
    key = str(stock.pk)
    thing = Thing(key, stock.supply_id, stock.depot, city, quantity, sort=STOCK)
    return thing, _place(stock.point)


def _booked(link: str, at: datetime, until: datetime) -> list[UUID]:
    """Return what is bound or promised to somebody at any moment of a time."""
    rows = Deployment.objects.filter(
        Q(**{f"{link}__isnull": False}), period__overlap=(at, until)
    ).exclude(state__status__in=ENDED)
    return list(rows.values_list(link, flat=True))


def _place(point: Point | None) -> Place | None:
    return (point.y, point.x) if point is not None else None
