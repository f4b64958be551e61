"""The dispatch adviser against sending whoever is nearest, on generated cases.

    python -m tests.bench.adviser --cases 10000 --limit 2000
    python -m tests.bench.adviser --cases 10000 --work 400 --only large "whole region"

Every case has needs and forces in the four cities, floors, bookings and closed roads, from a
seed. Needs no database. Prints, by size: time to fill, needs filled, floors kept, the gap to
the proven bound, and what it took of a core. ``--limit`` is the product's limit, in
milliseconds of the clock: on a busy machine it measures the load too. ``--work`` is one of the
solver's own count of its work, which no load changes; what that comes to is printed with it.
"""

import argparse
import os
import random
import sys
from dataclasses import dataclass, field
from time import monotonic, process_time

from resources.adviser.pure.greedy import greedy, nearest
from resources.adviser.pure.optimum import solve, warm
from resources.adviser.pure.plan import gap
from resources.adviser.pure.problem import (
    HORIZON,
    Candidate,
    Need,
    Problem,
    Reserve,
    Way,
    given,
)
from resources.adviser.pure.score import AIMS, FASTEST, broken, filled_in, score

SEATS = {
    "150100": (40.82, 111.66),
    "150200": (40.65, 109.84),
    "150600": (39.82, 110.00),
    "150900": (41.03, 113.11),
}
KINDS = {  # what → is a team, demand, stock of a depot, floor
    "WATER": (True, (1, 4), 1, (0, 1)),
    "FLOOD": (True, (1, 4), 1, (0, 2)),
    "MED": (True, (1, 5), 1, (1, 2)),
    "2990102": (False, (2, 16), 12, (2, 8)),
    "2990601": (False, (2, 12), 5, (1, 4)),
    "3990101": (False, (5_000, 200_000), 80_000, (10_000, 60_000)),
}
# Name, share of the cases, needs, candidates; the second is like scenario S1.
SIZES = (
    ("small", 0.75, (1, 2), (8, 16)),
    ("S1", 0.23, (4, 6), (30, 60)),
    ("large", 0.015, (8, 12), (100, 160)),
    ("whole region", 0.005, (16, 20), (300, 400)),
)


def case(seed, needs, candidates):
    """Return one question."""
    dice = random.Random(seed)  # noqa: S311  cases, not secrets
    home = dice.choice(list(SEATS))
    kinds = list(KINDS)
    asked = [
        Need(
            key=f"n{n}",
            what=(what := dice.choice(kinds)),
            quantity=dice.randint(*KINDS[what][1]),
            priority=dice.choice((1, 2, 2, 3, 3)),
            by=dice.choice((None, 60, 120, 240)),
        )
        for n in range(dice.randint(*needs))
    ]
    # Most needs of an incident lie together, some elsewhere.
    places = {need.key: _near(dice, SEATS[home], 0.15) for need in asked}
    wanted = sorted({need.what for need in asked})
    found, ways = [], {}
    for n in range(dice.randint(*candidates)):
        city, what = dice.choice(list(SEATS)), dice.choice(wanted)
        is_team, _, stock, _ = KINDS[what]
        each = Candidate(
            key=f"c{n}",
            kind="team" if is_team else "stock",
            city=city,
            what=what,
            available=1 if is_team else dice.randint(0, 2 * stock),
            ready_in=dice.choice((15, 30, 30, 60)),
            blocked=dice.choice(("", "", "", "", "booked", "resting")),
        )
        found.append(each)
        at, closed = _near(dice, SEATS[city], 0.5), dice.random() < 0.03
        for need in asked:
            if need.what == what:
                ways[need.key, each.key] = _way(dice, at, places[need.key], closed=closed)
    return Problem(
        needs=tuple(asked),
        candidates=tuple(found),
        ways=ways,
        reserves=tuple(_reserves(dice, found, wanted)),
    )


def _near(dice, place, spread):
    return tuple(value + dice.gauss(0, spread) for value in place)


def _way(dice, start, end, *, closed):
    north, east = (start[0] - end[0]) * 111, (start[1] - end[1]) * 85
    minutes = round((north**2 + east**2) ** 0.5 * 1.35 * dice.uniform(0.9, 1.4)) + 3
    low, high = round(minutes * 0.8), round(minutes * 1.5)
    return Way(minutes=minutes, low=low, high=high, is_closed=closed)


def _reserves(dice, found, wanted):
    for city in SEATS:
        for what in wanted:
            mine = [c for c in found if (c.city, c.what) == (city, what) and not c.blocked]
            yield Reserve(
                city=city,
                what=what,
                available=sum(c.available for c in mine),
                floor=dice.randint(*KINDS[what][3]),
                signed_by="deputy",
            )


@dataclass
class Sums:
    """What one way of dispatching came to, over all cases of a size."""

    minutes: list = field(default_factory=list)
    filled: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    took: list = field(default_factory=list)

    def add(self, problem, shares, took, missed=None):
        """Count one case."""
        times = [filled_in(problem, shares, need.key) for need in problem.needs]
        weight = sum(need.weight for need in problem.needs)
        full = [HORIZON if at is None else at for at in times]
        self.minutes += [at for at in times if at is not None]
        self.filled.append(sum(at is not None for at in times) / len(times))
        self.kept.append(not broken(problem, given(problem, shares)))
        self.took.append(took)
        if missed is not None:
            self.gaps.append(missed)
        return sum(n.weight * at for n, at in zip(problem.needs, full, strict=True)) / weight


def say(line):
    """Print a line as soon as it is known."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def at(values, share):
    """Return a quantile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def measure(size, cases, asked, end):
    """Run the cases of one size, as many as the time allows; print a line for each way."""
    name, _, needs, candidates = size
    sums = {key: Sums() for key in ("nearest", "quick", "fastest", "balanced", "least")}
    proven = unknown = ran = 0
    for number in range(cases):
        if monotonic() > end:
            break
        ran += 1
        problem = case(f"{asked.seed} {name} {number}", needs, candidates)
        began = process_time()
        near = nearest(problem)
        sums["nearest"].add(problem, near, process_time() - began)
        began = process_time()
        quick = greedy(problem, FASTEST)
        took = process_time() - began
        began = process_time()
        answers = solve(
            problem, seconds=(asked.work or asked.limit) / 1000, by_work=bool(asked.work)
        )
        solved = process_time() - began
        best = answers["fastest"]
        worth = score(problem, FASTEST, best.shares)
        missed = gap(score(problem, FASTEST, quick), worth, best.bound)
        unknown += missed is None
        sums["quick"].add(problem, quick, took, missed)
        for aim in AIMS:
            answer = answers[aim.key]
            mine = score(problem, aim, answer.shares)
            missed = gap(mine, mine, answer.bound)
            sums[aim.key].add(problem, answer.shares, solved, missed)
            proven += answer.is_proven
    say(f"{name}: {ran} of {cases} cases, {proven}/{3 * ran} plans proven best; the quick"
          f" answer left more open, or had no bound, in {unknown}")  # fmt: skip
    for key, each in sums.items():
        say(
            f"  {key:9} filled {mean(each.filled):6.1%}  floors kept {mean(each.kept):6.1%}"
            f"  minutes p50 {at(each.minutes, 0.5)} p95 {at(each.minutes, 0.95)}"
            f"  gap % p50 {shown(at(each.gaps, 0.5))} p95 {shown(at(each.gaps, 0.95))}"
            f"  CPU ms p50 {at(each.took, 0.5) * 1e3:.1f} p95 {at(each.took, 0.95) * 1e3:.1f}"
        )


def mean(values):
    """Return the mean."""
    return sum(values) / len(values)


def shown(hundredths):
    """Return hundredths of a percent as percent."""
    return "-" if hundredths is None else f"{hundredths / 100:.2f}"


def main():
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=10_000)
    options.add_argument("--limit", type=int, default=2000, help="milliseconds for a case")
    options.add_argument("--work", type=int, help="thousandths of deterministic time instead")
    options.add_argument("--only", nargs="*", default=[size[0] for size in SIZES])
    options.add_argument("--minutes", type=float, default=600, help="stop after so many")
    options.add_argument("--seed", default="2027-03-19")
    asked = options.parse_args()
    warm()
    limit = f"{asked.work / 1000} units of work" if asked.work else f"{asked.limit} ms"
    say(f"load {os.getloadavg()[0]:.1f}, limit {limit}, seed {asked.seed}")
    end = monotonic() + asked.minutes * 60
    for size in SIZES:
        if size[0] in asked.only:
            measure(size, max(1, round(asked.cases * size[1])), asked, end)
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
