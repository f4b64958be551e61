"""The reckoning of readiness: all runs at once against one run after the other.

    python -m tests.bench.readiness --steps 28 --runs 2000 --plain 200

The same plan, rules and luck, played by NumPy over all runs and by a plain Python loop over
the first of them; both must agree to the minute. Needs no database. Prints runs per second
of each, and what a whole reckoning with its causes takes.
"""

import argparse
import math
import random
import sys
from dataclasses import astuple
from time import perf_counter

from plans.readiness.pure.draws import Draws, Luck, draw
from plans.readiness.pure.facts import (
    Facts,
    Numbers,
    PoolFact,
    RoleFact,
    StepFact,
    WayFact,
)
from plans.readiness.pure.play import LEAST_WORK, WHOLE, play
from plans.readiness.pure.reckon import reckon


def plan_of(count: int, seed: int) -> Facts:
    """Return a plan of so many steps with roles, ways and things."""
    dice = random.Random(seed)  # noqa: S311  a made-up plan, not a secret
    steps: list[StepFact] = []
    for n in range(count):
        after = tuple({steps[dice.randrange(n)].key for _ in range(2)}) if n > 2 else ()
        due = dice.choice((30, 60, 120, 240))
        begin = max((s.finish for s in steps if s.key in after), default=0.0)
        steps.append(
            StepFact(
                key=f"T-{n:02}",
                title="",
                title_en="",
                role=f"R{n % 8}",
                offset=0,
                due=due,
                start=begin,
                finish=begin + due,
                after=after,
                way="a-b" if n % 3 == 0 else "",
                pools=("PUMP/",) if n % 4 == 0 else (),
            )
        )
    return Facts(
        steps=tuple(steps),
        roles=tuple(
            RoleFact(key=f"R{n}", name="", name_en="", filled=n != 3, on_duty=n % 3)
            for n in range(8)
        ),
        ways=(WayFact(start="a", end="b", low=20, minutes=25, high=45, km=22, closed=False,
                      because=((), ())),),
        pools=(PoolFact(what="PUMP", source="", wanted=12, own=8, promised=(2, 3)),),
        night=True,
    )  # fmt: skip


def plain(facts: Facts, numbers: Numbers, draws: Draws, run: int) -> list[float]:
    """Return when each step of one run is finished, reckoned without NumPy."""
    roles = {role.key: role for role in facts.roles}
    ways = {w.key: _way(w, float(draws.ways[w.key][0][run])) for w in facts.ways}
    slow = {p.key: _slow(p, numbers, draws, run) for p in facts.pools}
    ends: dict[str, float] = {}
    for step in facts.steps:
        luck, role = draws.steps[step.key], roles[step.role]
        at = max([step.offset, *(ends[key] for key in step.after)])
        on_duty = max(1, role.on_duty)
        median = numbers.ack_minutes * (numbers.night_factor if facts.night else 1)
        median /= 1 + 0.15 * min(on_duty - 1, 3)
        at += median * math.exp(numbers.ack_spread * luck.ack[run])
        later = math.exp(numbers.ack_spread * luck.ladder[run])
        if facts.night and on_duty < 2 and luck.silent[run] < numbers.alone_silent:
            at += numbers.ladder_minutes * later
        if not role.filled:
            fails = luck.nobody[run] < numbers.unfilled_fails
            at += math.inf if fails else numbers.unfilled_minutes * later
        at += numbers.local_minutes * math.exp(numbers.local_spread * luck.local[run])
        at += ways[step.way] if step.way else 0
        usual = numbers.ack_minutes + numbers.local_minutes
        work = max(step.due - usual, LEAST_WORK * step.due) * numbers.work_share
        work *= math.exp(numbers.work_spread * luck.work[run])
        for key in step.pools:
            work *= slow[key]
        ends[step.key] = at + work
    return [ends[step.key] for step in facts.steps]


def listed(draws: Draws) -> Draws:
    """Return the same luck in lists, which a plain loop reads faster than arrays."""
    steps = {
        key: Luck(*(each.tolist() for each in astuple(luck)))
        for key, luck in draws.steps.items()
    }
    ways = {key: tuple(each.tolist() for each in pair) for key, pair in draws.ways.items()}
    pools = {key: tuple(each.tolist() for each in pair) for key, pair in draws.pools.items()}
    return Draws(draws.runs, steps, ways, pools)


def _way(way: WayFact, luck: float) -> float:
    cut = (way.minutes - way.low) / (way.high - way.low)
    if luck < cut:
        return way.low + math.sqrt(luck * (way.high - way.low) * (way.minutes - way.low))
    return way.high - math.sqrt((1 - luck) * (way.high - way.low) * (way.high - way.minutes))


def _slow(pool: PoolFact, numbers: Numbers, draws: Draws, run: int) -> float:
    ready, kept = draws.pools[pool.key]
    have = pool.own * min(1, max(0, numbers.own_ready + numbers.own_spread * ready[run]))
    for quantity, luck in zip(pool.promised, kept, strict=True):
        have += quantity if luck[run] < numbers.trust else 0
    have = math.floor(have + 0.5) if pool.wanted < WHOLE else have
    return min(numbers.slowest, max(1, pool.wanted / max(have, 1e-9)))


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--steps", type=int, default=28)
    given.add_argument("--runs", type=int, default=2000)
    given.add_argument("--plain", type=int, default=200, help="runs of the plain loop")
    given.add_argument("--rounds", type=int, default=20)
    told = given.parse_args()
    facts, numbers = plan_of(told.steps, 1), Numbers()
    draws = draw(facts, 7, told.runs)

    begun = perf_counter()
    for _ in range(told.rounds):
        ends = play(facts, numbers, draws)
    fast = (perf_counter() - begun) / told.rounds
    lists = listed(draws)
    begun = perf_counter()
    one_by_one = [plain(facts, numbers, lists, run) for run in range(told.plain)]
    slow = perf_counter() - begun
    for run, each in enumerate(one_by_one):
        for row, end in enumerate(each):
            same = end == ends[row][run] or abs(end - ends[row][run]) < 1e-6
            if not same:
                raise SystemExit(f"run {run}, step {row}: {end} and {ends[row][run]}")
    begun = perf_counter()
    reckon(facts, numbers, 7, told.runs)
    whole = perf_counter() - begun
    vector, loop = told.runs / fast, told.plain / slow
    sys.stdout.write(
        f"{told.steps} steps; the loop's {told.plain} runs agree with the vectors\n"
        f"vectorised   {vector:12,.0f} runs/s  ({fast * 1000:.2f} ms for {told.runs})\n"
        f"plain loop   {loop:12,.0f} runs/s  ({vector / loop:.0f} times slower)\n"
        f"reckoning with draws and causes  {whole * 1000:.0f} ms\n"
    )


if __name__ == "__main__":
    main()
