"""Why a candidate that is near does not go: read off the question and the plan."""

from dataclasses import dataclass

from resources.adviser.pure.problem import (
    HORIZON,
    Candidate,
    Need,
    Pair,
    Problem,
    Shares,
    given,
    lacks,
)

NEAR = 60  # minutes after the last that was chosen
SHOWN = 8  # of each need
FEWEST = 3  # shown even when they are far


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground. ``minutes``, ``left``, ``floor`` and ``words`` are there where they tell.

    ``kind``: booked, reserved, resting, unavailable, nowhere, lacks, closed, far, used, floor,
    slower, enough, empty or spares.
    """

    kind: str
    minutes: int | None = None
    left: int | None = None
    floor: int | None = None
    since: str = ""
    until: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChosen:
    """A candidate that stays, with every ground on which it does."""

    need: str
    candidate: str
    eta: int | None
    reasons: tuple[Reason, ...]


def not_chosen(problem: Problem, shares: Shares) -> tuple[NotChosen, ...]:
    """Return the near candidates of every need that the plan does not send, nearest first."""
    found: list[NotChosen] = []
    sums = given(problem, shares)
    for need in problem.needs:
        slowest = max((problem.eta(p) for p in shares if p[0] == need.key), default=None)
        rows = [
            (_eta(problem, need, each), each)
            for each in problem.candidates
            if each.what == need.what and (need.key, each.key) not in shares
        ]
        rows.sort(key=lambda row: (row[0] is None, row[0] or 0, row[1].key))
        limit = HORIZON if slowest is None else slowest + NEAR
        near = [row for row in rows if row[0] is not None and row[0] <= limit]
        for eta, each in (near if len(near) >= FEWEST else rows[:FEWEST])[:SHOWN]:
            reasons = hindrances(problem, need, each)
            reasons = reasons or _choices(problem, shares, sums, need, each, slowest)
            found.append(NotChosen(need=need.key, candidate=each.key, eta=eta, reasons=reasons))
    return tuple(found)


def hindrances(problem: Problem, need: Need, each: Candidate) -> tuple[Reason, ...]:
    """Return what keeps a candidate from going at all."""
    found = []
    if each.blocked:
        found.append(Reason(kind=each.blocked, since=each.since, until=each.until))
    if missing := lacks(need, each):
        found.append(Reason(kind="lacks", words=missing))
    way = problem.ways.get((need.key, each.key))
    if way is not None and way.is_closed:
        found.append(Reason(kind="closed", words=way.because))
    elif way is not None and each.ready_in + way.minutes >= HORIZON:
        found.append(Reason(kind="far", minutes=each.ready_in + way.minutes))
    if each.available < 1 and not each.blocked:
        found.append(Reason(kind="empty", left=0))
    return tuple(found)


def _choices(
    problem: Problem,
    shares: Shares,
    sums: dict[Pair, int],
    need: Need,
    each: Candidate,
    slowest: int | None,
) -> tuple[Reason, ...]:
    """Return why the plan does without one that could go."""
    found = []
    elsewhere = [pair for pair in shares if pair[1] == each.key]
    if sum(shares[pair] for pair in elsewhere) >= each.available:
        labels = tuple(problem.need[key].label or key for key, _ in elsewhere)
        found.append(Reason(kind="used", words=labels))
    row = problem.reserve[each.city, each.what]
    left = row.available - sums.get((each.city, each.what), 0)
    if left <= row.floor and row.floor:
        found.append(Reason(kind="floor", left=left - 1, floor=row.floor))
    eta = problem.eta((need.key, each.key))
    if slowest is not None and eta > slowest:
        found.append(Reason(kind="slower", minutes=eta - slowest))
    elif slowest is not None and eta == slowest:
        found.append(Reason(kind="enough"))
    if not found:
        found.append(Reason(kind="spares", left=left - 1, floor=row.floor))
    return tuple(found)


def _eta(problem: Problem, need: Need, each: Candidate) -> int | None:
    way = problem.ways.get((need.key, each.key))
    return None if way is None or way.is_closed else each.ready_in + way.minutes
