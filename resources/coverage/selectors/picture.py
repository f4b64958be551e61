"""Reading what covers what now: things that are free, standards, and the minutes between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Q

from command.core import regions
from command.core.models import Region
from resources.coverage.models import CoverageRule, MoveUp
from resources.coverage.picture import LOST, Picture, Standard, Thing
from resources.lifecycle import ENDED, TeamKind, TeamStatus
from resources.models import Asset, Deployment, Stock, Team
from resources.routing.legs import Place, legs

__all__ = ["picture_of", "pictures", "standards", "whats"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A standard with what it is about, as an authority has it."""

    standard: Standard
    what: str
    hours: int


def standards() -> list[Ruled]:
    """Return what holds for every area: a city's own rules in the place of the region's."""
    found = {}
    for city in regions.CITIES:
        for rule in CoverageRule.in_force.of(city):
            if regions.covers(city, rule.area_id):
                standard = Standard(rule.code, rule.area_id, rule.minutes, rule.at_least)
                found[rule.code, rule.area_id] = Ruled(standard, rule.what, rule.hours)
    return list(found.values())


def whats(ruled: Iterable[Ruled]) -> list[str]:
    """Return the kinds that standards are about, in their order."""
    return list(dict.fromkeys(one.what for one in ruled))


def pictures(at: datetime, only: Iterable[str] | None = None) -> dict[str, Picture]:
    """Return the picture of every kind that a standard is about, or of some."""
    ruled = standards()
    wanted = [what for what in whats(ruled) if only is None or what in set(only)]
    return {what: picture_of(what, ruled, at) for what in wanted}


def picture_of(what: str, ruled: Iterable[Ruled], at: datetime) -> Picture:
    """Return who covers what of one kind, in reality (exercises have no standards)."""
    about = [one for one in ruled if one.what == what]
    until = at + timedelta(hours=max((one.hours for one in about), default=1))
    things, places = [], []
    for thing, place in _free(what, at, until):
        things.append(thing)
        places.append(place)
    codes = [one.standard.area for one in about]
    seats = dict(Region.objects.filter(code__in=codes).values_list("code", "seat"))
    ends = [_place(seats[code]) or (0.0, 0.0) for code in codes]
    known = [place for place in places if place is not None]
    there = iter(legs(known, ends, at=at))
    minutes, by = [], []
    for place in places:
        row = next(there) if place is not None else []
        minutes.append([(leg.low, leg.minutes, leg.high) for leg in row] or [LOST] * len(ends))
        by.append([leg.by for leg in row] or [""] * len(ends))
    return Picture(things, [one.standard for one in about], minutes, by)


def _free(what: str, at: datetime, until: datetime) -> Iterable[tuple[Thing, Place | None]]:
    """Yield what is free of a kind until a time, and where it stands (``None``: on its way)."""
    if what in TeamKind.values:
        yield from _teams(what, at, until)
        return
    assets = Asset.objects.filter(
        supply=what, exercise=None, state__status=TeamStatus.STANDBY
    ).exclude(pk__in=_booked("asset", at, until))
    for asset in assets.filter(base__isnull=False):
        city = regions.city_of(asset.region_id)
        yield Thing(str(asset.pk), what, asset.name, city, movable=False), _place(asset.base)
    for stock in Stock.objects.filter(
        supply=what, exercise=None, available__gt=0, point__isnull=False
    ):
        city = regions.city_of(stock.region_id)
        key = str(stock.pk)
        yield (
            Thing(key, what, stock.depot, city, stock.available, movable=False),
            _place(stock.point),
        )


def _teams(what: str, at: datetime, until: datetime) -> Iterable[tuple[Thing, Place | None]]:
    rows = Team.objects.filter(kind=what, exercise=None, state__status=TeamStatus.STANDBY)
    rows = rows.filter(base__isnull=False).exclude(pk__in=_booked("team", at, until))
    moved = {
        move.team_id: move
        for move in MoveUp.objects.filter(ended_at__isnull=True).select_related("area")
    }
    for team in rows.order_by("pk"):
        move = moved.get(team.pk)
        city = regions.city_of(team.region_id)
        thing = Thing(str(team.pk), what, team.name, city, movable=move is None)
        if move is None:
            yield thing, _place(team.base)
        else:
            yield thing, _place(move.area.seat) if move.arrived_at else None


def _booked(link: str, at: datetime, until: datetime) -> "list[UUID]":
    """Return what is bound or promised to somebody at any moment of a time."""
    rows = Deployment.objects.filter(
        Q(**{f"{link}__isnull": False}), period__overlap=(at, until)
    ).exclude(state__status__in=ENDED)
    return list(rows.values_list(link, flat=True))


def _place(point: Point | None) -> Place | None:
    return (point.y, point.x) if point is not None else None
