"""What a plan is worth: first what stays open, then floors broken, then its aim's own sum."""

from collections.abc import Mapping
from dataclasses import dataclass

from resources.adviser.pure.problem import HORIZON, Pair, Problem, Shares, given

SCALE = 1_000_000  # shares of a need or of a reserve are counted in millionths


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan is after: what a unit of each thing costs it.

    ``full`` and ``late`` weigh a minute until a need is filled and after its time, ``mean`` a
    minute of the average arrival, ``use`` and ``worst`` a thousandth of what a city may give,
    ``sender`` each sender.
    """

    key: str
    full: int = 0
    late: int = 0
    mean: int = 0
    use: int = 0
    worst: int = 0
    sender: int = 0


FASTEST = Aim("fastest", full=100, mean=1)
# Half of what a city may give is worth an hour; one sender more, five minutes.
BALANCED = Aim("balanced", full=100, late=300, mean=10, use=12, sender=500)
LEAST = Aim("least", late=1000, mean=1, use=10, worst=1000)
AIMS = (FASTEST, BALANCED, LEAST)
OF = {aim.key: aim for aim in AIMS}


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """Compared from left to right; less is better.

    ``open`` is in weighted millionths of the needs, ``broken`` in millionths of the floors.
    """

    open: int
    broken: int
    sum: int


def open_cost(problem: Problem, need_key: str) -> int:
    """Return what one open unit of a need counts."""
    need = problem.need[need_key]
    return max(1, need.weight * SCALE // need.quantity)


def unit_cost(problem: Problem, aim: Aim, pair: Pair) -> int:
    """Return what sending one unit costs by its arrival and by what it leaves, scaled."""
    need, each = problem.need[pair[0]], problem.candidate[pair[1]]
    arrival = aim.mean * need.weight * problem.eta(pair) * SCALE // (1000 * need.quantity)
    return arrival + use_cost(problem, aim, (each.city, each.what))


def use_cost(problem: Problem, aim: Aim, pair: Pair) -> int:
    """Return what one unit given by a city costs by what it takes from its headroom."""
    room = max(1, problem.reserve[pair].headroom)
    return aim.use * SCALE // room


def stay_cost(problem: Problem, aim: Aim, need_key: str) -> int:
    """Return what one open unit costs by the time for which it stays open."""
    need = problem.need[need_key]
    return aim.mean * need.weight * HORIZON * SCALE // (1000 * need.quantity)


def worst_used(problem: Problem, sums: Mapping[Pair, int]) -> int:
    """Return the greatest share of its headroom that a city gives, in thousandths, rounded up.

    Where there is no headroom nothing is used of it: that is a broken floor.
    """
    shares = [
        -(-1000 * min(amount, room) // room)
        for pair, amount in sums.items()
        if (room := problem.reserve[pair].headroom)
    ]
    return max(shares, default=0)


def broken(problem: Problem, sums: Mapping[Pair, int]) -> dict[Pair, int]:
    """Return by how much which floors are broken."""
    short = {pair: amount - problem.reserve[pair].headroom for pair, amount in sums.items()}
    return {pair: by for pair, by in short.items() if by > 0}


def break_cost(problem: Problem, pair: Pair) -> int:
    """Return what one unit below a floor counts: by how great a part of the floor it is."""
    return max(1, SCALE // max(1, problem.reserve[pair].floor))


def filled_in(problem: Problem, shares: Shares, need_key: str) -> int | None:
    """Return the minutes until a need is filled; nothing when it stays open."""
    mine = {pair: amount for pair, amount in shares.items() if pair[0] == need_key and amount}
    if sum(mine.values()) < problem.need[need_key].quantity:
        return None
    return max(problem.eta(pair) for pair in mine)


def score(problem: Problem, aim: Aim, shares: Shares) -> Score:
    """Return what an allocation is worth to an aim, exactly as the solver counts."""
    sums = given(problem, shares)
    total = sum(unit_cost(problem, aim, pair) * n for pair, n in shares.items())
    left_open = 0
    for need in problem.needs:
        there = sum(n for pair, n in shares.items() if pair[0] == need.key)
        missing = need.quantity - there
        left_open += open_cost(problem, need.key) * missing
        total += stay_cost(problem, aim, need.key) * missing
        at = filled_in(problem, shares, need.key)
        full = HORIZON if at is None else at
        late = 0 if need.by is None else max(0, full - need.by)
        total += 1000 * need.weight * (aim.full * full + aim.late * late)
    total += 1000 * (aim.worst * worst_used(problem, sums) + aim.sender * len(shares))
    below = broken(problem, sums).items()
    return Score(left_open, sum(break_cost(problem, pair) * n for pair, n in below), total)
