"""Reading what covers what now: things that are free, standards, and the minutes between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.gis.geos import Point

from command.core import regions
from command.core.models import Exercise, Region
from resources.coverage.models import CoverageRule
from resources.coverage.picture import LOST, Picture, Standard
from resources.coverage.selectors.free import Placed, free, registered
from resources.routing.legs import Place, legs

__all__ = ["picture_of", "pictures", "standards", "whats", "worlds"]

Minutes = list[list[tuple[float, float, float]]]
Seats = dict[str, Point | None]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A standard with what it is about, as an authority has it."""

    standard: Standard
    what: str
    hours: int


def worlds() -> list[UUID | None]:
    """Return reality, and the exercise that is being played, if one is."""
    running = Exercise.objects.filter(state=Exercise.State.RUNNING)
    return [None, *running.values_list("pk", flat=True)]


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


def pictures(
    at: datetime, only: Iterable[str] | None = None, world: UUID | None = None
) -> dict[str, Picture]:
    """Return the picture of every kind that a standard is about, or of some."""
    ruled = standards()
    wanted = [what for what in whats(ruled) if only is None or what in set(only)]
    seats = _seats_of(ruled)
    return {what: picture_of(what, ruled, at, world, seats) for what in wanted}


def picture_of(
    what: str,
    ruled: Iterable[Ruled],
    at: datetime,
    world: UUID | None = None,
    seats: Seats | None = None,
) -> Picture:
    """Return who covers what of one kind, in reality or with an exercise's own forces.

    An exercise has few forces: a standard that they could not meet if all of them stood
    ready is none of its standards.
    """
    about = [one for one in ruled if one.what == what]
    seats = _seats_of(about) if seats is None else seats
    if world is not None:
        could = _measured(registered(what, world), about, seats, at, world)
        about = [one for n, one in enumerate(about) if not could.short(n)]
    until = at + timedelta(hours=max((one.hours for one in about), default=1))
    return _measured(free(what, at, until, world), about, seats, at, world)


def _seats_of(ruled: Iterable[Ruled]) -> Seats:
    """Return where the areas have their seats. One query."""
    areas = {one.standard.area for one in ruled}
    return dict(Region.objects.filter(code__in=areas).values_list("code", "seat"))


def _measured(
    placed: Iterable[Placed],
    about: list[Ruled],
    seats: Seats,
    at: datetime,
    world: UUID | None,
) -> Picture:
    """Return the picture of some things and the standards about them."""
    rows = list(placed)
    codes = [one.standard.area for one in about]
    ends: list[Place] = [
        (seat.y, seat.x) if (seat := seats[code]) is not None else (0.0, 0.0) for code in codes
    ]
    known = [place for _thing, place in rows if place is not None]
    there = iter(legs(known, ends, at=at, exercise=world))
    minutes: Minutes = []
    by = []
    for _thing, place in rows:
        row = next(there) if place is not None else []
        minutes.append([(leg.low, leg.minutes, leg.high) for leg in row] or [LOST] * len(ends))
        by.append([leg.by for leg in row] or [""] * len(ends))
    return Picture(
        [thing for thing, _place in rows], [one.standard for one in about], minutes, by
    )
