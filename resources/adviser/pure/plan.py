"""A plan as it is shown: who sends what, when it is there, what remains, what it breaks."""

from dataclasses import dataclass

from resources.adviser.pure.optimum import Answer
from resources.adviser.pure.problem import Pair, Problem, Shares, given
from resources.adviser.pure.reasons import NotChosen, not_chosen
from resources.adviser.pure.score import OF, Score, broken, filled_in, score


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """One sender to one need; minutes from the question."""

    need: str
    candidate: str
    city: str
    quantity: int
    eta: int
    low: int
    high: int
    by: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How far a need is met; ``at`` is when all of it is there, if it is met."""

    need: str
    quantity: int
    sent: int
    open: int
    at: int | None
    low: int | None
    high: int | None
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What a city has of something before and after; ``broken`` is what lacks to its floor."""

    city: str
    what: str
    before: int
    given: int
    after: int
    floor: int
    broken: int
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One of the options side by side. ``gap`` is to the proven bound, in hundredths.

    ``by`` is ``greedy`` or ``cpsat``; ``gap`` is missing while nothing is known of the bound.
    """

    key: str
    by: str
    sends: tuple[Send, ...]
    needs: tuple[Filled, ...]
    remains: tuple[Remains, ...]
    not_chosen: tuple[NotChosen, ...]
    score: Score
    is_proven: bool
    gap: int | None

    @property
    def open(self) -> int:
        """How much stays open, of all needs."""
        return sum(row.open for row in self.needs)

    @property
    def breaches(self) -> tuple[Remains, ...]:
        """The floors it breaks."""
        return tuple(row for row in self.remains if row.broken)


def plan_of(problem: Problem, aim: str, shares: Shares, answer: Answer | None = None) -> Plan:
    """Return an allocation as a plan; with the solver's answer, how far it is from the best."""
    worth = score(problem, OF[aim], shares)
    best = score(problem, OF[aim], answer.shares) if answer else None
    return Plan(
        key=aim,
        by=answer.by if answer and answer.shares == shares else "greedy",
        sends=_sends(problem, shares),
        needs=_needs(problem, shares),
        remains=_remains(problem, shares),
        not_chosen=not_chosen(problem, shares),
        score=worth,
        is_proven=bool(answer and answer.is_proven and worth == best),
        gap=gap(worth, best, answer.bound if answer else None),
    )


def gap(worth: Score, best: Score | None, bound: int | None) -> int | None:
    """Return by how many hundredths of a percent a plan may be worse than the best there is.

    None where no bound is known, or where it leaves more open or breaks more than it must: then
    its sum says nothing.
    """
    if bound is None or best is None or (worth.open, worth.broken) > (best.open, best.broken):
        return None
    return max(0, round(10_000 * (worth.sum - bound) / worth.sum)) if worth.sum else 0


def _sends(problem: Problem, shares: Shares) -> tuple[Send, ...]:
    order = {need.key: number for number, need in enumerate(problem.needs)}
    rows = sorted(shares.items(), key=lambda row: (order[row[0][0]], problem.eta(row[0]), row))
    return tuple(_send(problem, pair, amount) for pair, amount in rows)


def _send(problem: Problem, pair: Pair, amount: int) -> Send:
    low, high = problem.range_of(pair)
    way = problem.ways[pair]
    return Send(
        need=pair[0],
        candidate=pair[1],
        city=problem.candidate[pair[1]].city,
        quantity=amount,
        eta=problem.eta(pair),
        low=low,
        high=high,
        by=way.by,
        because=way.because,
    )


def _needs(problem: Problem, shares: Shares) -> tuple[Filled, ...]:
    found = []
    for need in problem.needs:
        mine = {pair: n for pair, n in shares.items() if pair[0] == need.key}
        at = filled_in(problem, shares, need.key)
        ranges = [problem.range_of(pair) for pair in mine] if at is not None else []
        found.append(
            Filled(
                need=need.key,
                quantity=need.quantity,
                sent=sum(mine.values()),
                open=need.quantity - sum(mine.values()),
                at=at,
                low=max((low for low, _ in ranges), default=None),
                high=max((high for _, high in ranges), default=None),
                late=max(0, at - need.by) if at is not None and need.by is not None else 0,
            )
        )
    return tuple(found)


def _remains(problem: Problem, shares: Shares) -> tuple[Remains, ...]:
    sums = given(problem, shares)
    below = broken(problem, sums)
    whats = list(dict.fromkeys(need.what for need in problem.needs))
    wanted = (row for row in problem.reserve.values() if row.what in whats)
    return tuple(
        Remains(
            city=row.city,
            what=row.what,
            before=row.available,
            given=sums.get((row.city, row.what), 0),
            after=row.available - sums.get((row.city, row.what), 0),
            floor=row.floor,
            broken=below.get((row.city, row.what), 0),
            signed_by=row.signed_by,
        )
        for row in sorted(wanted, key=lambda row: (whats.index(row.what), row.city))
    )
