"""What is asked of the adviser: needs, what there is, ways, and floors. Plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from resources.adviser.pure.prune import useful

WEIGHTS: Mapping[int, int] = {1: 9, 2: 3, 3: 1}  # of a need's priority: lives before all
HORIZON = 2880  # minutes; what would come later does not help, and what is open counts so


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """So much of something, by when. ``by`` is in minutes from the question."""

    key: str
    what: str
    quantity: int
    priority: int = 3
    capabilities: tuple[str, ...] = ()
    by: int | None = None
    label: str = ""

    @property
    def weight(self) -> int:
        """How much a minute counts."""
        return WEIGHTS[self.priority]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A team, an asset or a stock. ``blocked`` says why it cannot go, with ``until`` when.

    ``blocked`` is empty, ``booked``, ``reserved``, ``resting``, ``unavailable`` or
    ``nowhere`` (its place is not known).
    ``ready_in`` are the minutes from the order to leaving.
    """

    key: str
    kind: str
    city: str
    what: str
    available: int
    region: str = ""
    name: str = ""
    capabilities: tuple[str, ...] = ()
    ready_in: int = 0
    blocked: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From a candidate to a need: minutes on the road, their range, and whose word it is."""

    minutes: int
    low: int
    high: int
    km: float = 0.0
    by: str = "line"
    because: tuple[str, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """What a city has of something now, and what must stay; ``signed_by`` for less."""

    city: str
    what: str
    available: int
    floor: int = 0
    signed_by: str = ""

    @property
    def headroom(self) -> int:
        """What may be given without touching the floor."""
        return max(0, self.available - self.floor)


Pair = tuple[str, str]  # need and candidate; or city and thing
Shares = dict[Pair, int]  # need and candidate → how much


@dataclass(frozen=True, kw_only=True)
class Problem:
    """The whole question, in an order that is always the same."""

    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    ways: Mapping[Pair, Way]
    reserves: tuple[Reserve, ...]
    at: str = ""
    among: int = 0  # how many candidates were looked at, where not all
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def need(self) -> dict[str, Need]:
        """The needs by their keys."""
        return {need.key: need for need in self.needs}

    @cached_property
    def candidate(self) -> dict[str, Candidate]:
        """The candidates by their keys."""
        return {each.key: each for each in self.candidates}

    @cached_property
    def reserve(self) -> dict[Pair, Reserve]:
        """The reserves by city and thing; what is not counted anywhere has no floor."""
        known = {(r.city, r.what): r for r in self.reserves}
        for each in self.candidates:
            pair = (each.city, each.what)
            if pair not in known:
                free = [c for c in self.candidates if (c.city, c.what) == pair]
                total = sum(c.available for c in free if not c.blocked)
                known[pair] = Reserve(city=pair[0], what=pair[1], available=total)
        return known

    @cached_property
    def etas(self) -> dict[Pair, int]:
        """Who may serve which need, and when they are there, in minutes.

        They fit, are free, have an open way, and come within the horizon.
        """
        return {
            (need.key, each.key): each.ready_in + self.ways[need.key, each.key].minutes
            for need in self.needs
            for each in self.candidates
            if fits(need, each) and self._can_go(need, each)
        }

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Those of them among whom the best plan is."""
        demand: dict[str, int] = {}
        for need in self.needs:
            demand[need.what] = demand.get(need.what, 0) + need.quantity
        return useful(
            self.etas,
            self.etas,
            {each.key: (each.city, each.what) for each in self.candidates},
            {each.key: each.available for each in self.candidates},
            demand,
        )

    def eta(self, pair: Pair) -> int:
        """Return the minutes until a candidate is there."""
        return self.etas[pair]

    def range_of(self, pair: Pair) -> tuple[int, int]:
        """Return the earliest and the latest minute at which it may be there."""
        ready, way = self.candidate[pair[1]].ready_in, self.ways[pair]
        return ready + way.low, ready + way.high

    def _can_go(self, need: Need, each: Candidate) -> bool:
        way = self.ways.get((need.key, each.key))
        if each.blocked or each.available < 1 or way is None or way.is_closed:
            return False
        return each.ready_in + way.minutes < HORIZON


def fits(need: Need, candidate: Candidate) -> bool:
    """Return whether the candidate is of the kind, and can do all that is asked."""
    return candidate.what == need.what and not lacks(need, candidate)


def lacks(need: Need, candidate: Candidate) -> tuple[str, ...]:
    """Return the capabilities that are asked and not there."""
    return tuple(sorted(set(need.capabilities) - set(candidate.capabilities)))


def given(problem: Problem, shares: Shares) -> dict[Pair, int]:
    """Return how much each city gives of each thing."""
    found: dict[Pair, int] = {}
    for (_, key), amount in shares.items():
        each = problem.candidate[key]
        found[each.city, each.what] = found.get((each.city, each.what), 0) + amount
    return found


def plain(problem: Problem) -> dict[str, Any]:
    """Return the problem as JSON has it."""
    return {
        "at": problem.at,
        "among": problem.among,
        "notes": list(problem.notes),
        "needs": [_fields(each) for each in problem.needs],
        "candidates": [_fields(each) for each in problem.candidates],
        "reserves": [_fields(each) for each in problem.reserves],
        "ways": [[*pair, *_fields(way).values()] for pair, way in problem.ways.items()],
    }


def read(told: Mapping[str, Any]) -> Problem:
    """Return the problem that ``plain`` wrote."""
    names = Way.__slots__
    ways = {
        (row[0], row[1]): Way(**_made(dict(zip(names, row[2:], strict=True))))
        for row in told["ways"]
    }
    return Problem(
        at=told["at"],
        among=told["among"],
        notes=tuple(told["notes"]),
        needs=tuple(Need(**_made(row)) for row in told["needs"]),
        candidates=tuple(Candidate(**_made(row)) for row in told["candidates"]),
        reserves=tuple(Reserve(**_made(row)) for row in told["reserves"]),
        ways=ways,
    )


def _fields(row: Any) -> dict[str, Any]:
    pairs = {name: getattr(row, name) for name in row.__slots__}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in pairs.items()}


def _made(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
