"""Who covers what, and what moving somebody would do to it: no database, no clock."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

FARTHEST: Final = 240.0  # minutes: nobody is moved up from farther away
TEAM, ASSET, STOCK = "team", "asset", "stock"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something free: a team, an asset, or so much of a stock.

    ``movable``: it stands by nowhere else yet.
    """

    id: str
    kind: str
    name: str
    city: str
    quantity: int = 1
    movable: bool = True
    sort: str = TEAM


@dataclass(frozen=True, slots=True)
class Standard:
    """So many must be within so many minutes of an area."""

    rule: str
    area: str
    minutes: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that would close a gap: when it would be there, and what that would cost.

    ``quantity`` of it would move: all of a team or an asset, of a stock what is lacking.
    ``uncovers`` are the areas that would fall short, or shorter, without it; ``breaks`` by
    how much its city would fall below its floor.
    """

    thing: Thing
    quantity: int
    minutes: float
    low: float
    high: float
    by: str
    uncovers: tuple[str, ...]
    breaks: int

    @property
    def costs_nothing(self) -> bool:
        """Whether nobody else is worse off."""
        return not self.uncovers and not self.breaks


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind of thing: all that is free of it, all standards about it, and the minutes.

    ``minutes[i][j]`` is the range from thing ``i`` to the area of standard ``j``: at best,
    likely, at worst; infinite where there is no way or the thing is not there to be counted.
    """

    things: Sequence[Thing]
    standards: Sequence[Standard]
    minutes: Sequence[Sequence[tuple[float, float, float]]]
    by: Sequence[Sequence[str]]

    def covers(self, thing: int, standard: int) -> bool:
        """Return whether a thing counts for a standard."""
        return self.minutes[thing][standard][1] <= self.standards[standard].minutes

    def found(self, standard: int, *, without: int | None = None, taken: int = 1) -> int:
        """Return how many cover an area, as if so much of one thing were gone."""
        return sum(
            thing.quantity - (taken if n == without else 0)
            for n, thing in enumerate(self.things)
            if self.covers(n, standard)
        )

    def lacking(self, standard: int) -> int:
        """Return how many an area is short of."""
        return max(0, self.standards[standard].at_least - self.found(standard))

    def short(self, standard: int) -> bool:
        """Return whether an area has less than the standard wants."""
        return self.found(standard) < self.standards[standard].at_least


def options(
    picture: Picture, standard: int, floors: Callable[[str, int], int], *, most: int = 3
) -> list[Option]:
    """Return what could move up to close a gap, what costs nobody anything first.

    ``floors`` says by how much the floor of a city would be broken if so many left it.
    """
    area = picture.standards[standard].area
    found = []
    for n, thing in enumerate(picture.things):
        low, minutes, high = picture.minutes[n][standard]
        if not thing.movable or picture.covers(n, standard) or minutes > FARTHEST:
            continue
        leaves = thing.city[:4] != area[:4]
        taken = min(thing.quantity, max(1, picture.lacking(standard)))
        uncovered = _uncovered(picture, n, taken, area)
        breaks = floors(thing.city, taken) if leaves else 0
        by = picture.by[n][standard]
        found.append(Option(thing, taken, minutes, low, high, by, uncovered, breaks))
    found.sort(key=lambda o: (not o.costs_nothing, len(o.uncovers) + o.breaks, o.minutes))
    return found[:most]


def _uncovered(picture: Picture, thing: int, taken: int, to: str) -> tuple[str, ...]:
    """Return the areas that would be short, or shorter than now, if so much went away."""
    worse = []
    for n, standard in enumerate(picture.standards):
        if standard.area == to or not picture.covers(thing, n):
            continue
        if picture.found(n, without=thing, taken=taken) < standard.at_least:
            worse.append(standard.area)
    return tuple(dict.fromkeys(worse))


LOST: Final = (math.inf, math.inf, math.inf)
