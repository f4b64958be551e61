"""Playing a plan through, all runs at once."""

from dataclasses import dataclass, field

import numpy as np

from plans.readiness.pure.draws import Array, Draws, Luck
from plans.readiness.pure.facts import Facts, Numbers, PoolFact, RoleFact, StepFact, WayFact

NEVER = np.inf
WHOLE = 20  # from so many on, parts of a piece do not matter
LEAST_WORK = 0.3  # of the time a step has, however much goes to answering and travelling


@dataclass(frozen=True, slots=True)
class Without:
    """What a counterfactual takes away: roles, ways, pools and steps that go well."""

    roles: frozenset[str] = field(default_factory=frozenset)
    ways: frozenset[str] = field(default_factory=frozenset)
    pools: frozenset[str] = field(default_factory=frozenset)
    work: frozenset[str] = field(default_factory=frozenset)


NOTHING = Without()


def play(facts: Facts, numbers: Numbers, draws: Draws, without: Without = NOTHING) -> Array:
    """Return when each step is finished in each run: minutes, infinite for never."""
    roles = {role.key: role for role in facts.roles}
    ways = {way.key: travelled(way, numbers, draws, without) for way in facts.ways}
    slow = {pool.key: slowed(pool, numbers, draws, without) for pool in facts.pools}
    ends: dict[str, Array] = {}
    for step in facts.steps:
        luck = draws.steps[step.key]
        begun = np.full(draws.runs, float(step.offset))
        for key in step.after:
            np.maximum(begun, ends[key], out=begun)
        begun += answered(roles.get(step.role), luck, numbers, facts, without)
        begun += numbers.local_minutes * np.exp(numbers.local_spread * luck.local)
        if step.way:
            begun += ways[step.way]
        work = worked(step, luck, numbers, without)
        for key in step.pools:
            work = work * slow[key]
        ends[step.key] = begun + work
    return np.array([ends[step.key] for step in facts.steps]).reshape(-1, draws.runs)


def answered(
    role: RoleFact | None, luck: Luck, numbers: Numbers, facts: Facts, without: Without
) -> Array:
    """Return how long it takes until somebody has taken the order."""
    well = role is not None and role.key in without.roles
    on_duty = 2 if well else max(1, role.on_duty if role else 0)
    night = facts.night and not well
    median = numbers.ack_minutes * (numbers.night_factor if night else 1)
    median /= 1 + 0.15 * min(on_duty - 1, 3)
    minutes: Array = median * np.exp(numbers.ack_spread * luck.ack)
    if night and on_duty < 2:  # One person at night may not hear: the ladder is climbed.
        climbed = numbers.ladder_minutes * np.exp(numbers.ack_spread * luck.ladder)
        minutes = minutes + np.where(luck.silent < numbers.alone_silent, climbed, 0)
    if not well and (role is None or not role.filled):
        found = numbers.unfilled_minutes * np.exp(numbers.ack_spread * luck.ladder)
        minutes = minutes + np.where(luck.nobody < numbers.unfilled_fails, NEVER, found)
    return minutes


def travelled(way: WayFact, numbers: Numbers, draws: Draws, without: Without) -> Array:
    """Return how long the way takes: between its bounds, or the long way round if closed."""
    first, second = draws.ways[way.key]
    low, mid, high, closed = way.low, way.minutes, way.high, way.closed
    if way.key in without.ways:
        if not way.because[0] and not closed:
            return np.zeros(draws.runs)
        clear = way.km / numbers.clear_kmh * 60
        if closed:
            low = mid = high = clear * 1.2
        low, mid, high = min(low, clear * 0.9), min(mid, clear), min(high, clear * 1.2)
        closed = False
    if closed:
        clear = way.km / numbers.clear_kmh * 60
        round_about = clear + numbers.closed_minutes * (0.5 + first)
        lost: Array = np.where(second < numbers.closed_fails, NEVER, round_about)
        return lost
    return triangular(first, low, mid, high)


def triangular(uniform: Array, low: float, mid: float, high: float) -> Array:
    """Return the triangular distribution at ``uniform``."""
    if high <= low:
        return np.full_like(uniform, mid)
    cut = (mid - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * max(mid - low, 0))
    falling = high - np.sqrt((1 - uniform) * (high - low) * max(high - mid, 0))
    found: Array = np.where(uniform < cut, rising, falling)
    return found


def slowed(pool: PoolFact, numbers: Numbers, draws: Draws, without: Without) -> Array:
    """Return by what the work of the steps is drawn out: what is short is made up in time."""
    if pool.key in without.pools or not pool.wanted:
        return np.ones(draws.runs)
    ready, kept = draws.pools[pool.key]
    share = np.clip(numbers.own_ready + numbers.own_spread * ready, 0, 1)
    have = pool.own * share
    for quantity, luck in zip(pool.promised, kept, strict=True):
        have = have + np.where(luck < numbers.trust, quantity, 0)
    have = np.floor(have + 0.5) if pool.wanted < WHOLE else have
    drawn: Array = np.clip(pool.wanted / np.maximum(have, 1e-9), 1, numbers.slowest)
    return drawn


def worked(step: StepFact, luck: Luck, numbers: Numbers, without: Without) -> Array:
    """Return how long the work itself takes.

    The plan's time for a step holds the usual answer and the usual way to a place at hand.
    """
    usual = numbers.ack_minutes + numbers.local_minutes
    left = max(step.due - usual, LEAST_WORK * step.due)
    if step.key in without.work:
        return np.full_like(luck.work, left * numbers.work_share * 0.5)
    minutes: Array = left * numbers.work_share * np.exp(numbers.work_spread * luck.work)
    return minutes
