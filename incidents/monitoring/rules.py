"""The rules that raise and clear alarms: no database, no clock."""

from dataclasses import dataclass
from uuid import UUID

from incidents.monitoring.lifecycle import (
    LEVEL_GUARANTEE,
    LEVEL_LOST,
    LEVEL_RATE,
    LEVEL_WARNING,
    Cause,
    Stage,
)

DIGITS = 6  # a float's dust is not a rise

Key = tuple[str, int]  # cause and level: what one episode is about
LOST: Key = (Cause.LOST, LEVEL_LOST)
RATE: Key = (Cause.RATE, LEVEL_RATE)
WARNING: Key = (Cause.THRESHOLD, LEVEL_WARNING)
GUARANTEE: Key = (Cause.THRESHOLD, LEVEL_GUARANTEE)


@dataclass(frozen=True)
class Limits:
    """The rules of one stream; a rule without a number does not exist."""

    warning: float | None
    guarantee: float | None
    rise_per_hour: float | None
    margin: float


@dataclass(frozen=True)
class Outcome:
    """One rule newly broken, or kept again.

    Of a value that does not change, ``limit`` is for how many hours it has not; of a
    combination, ``value`` is how many streams are over their limits and ``limit`` how many
    it takes. Alarms of one ``cause_key`` have one cause.
    """

    key: Key
    broken: bool
    value: float | None
    limit: float | None
    rule: UUID | None = None
    version: UUID | None = None
    cause_key: str = ""


def judge(
    limits: Limits, standing: frozenset[Key], value: float | None, rise: float | None
) -> list[Outcome]:
    """Return what a new reading changes, given the alarms that stand.

    ``rise`` is per hour, null when nothing is known to compare with. Without a
    value nothing can be said about stages: their alarms stay as they are.
    """
    if value is None:
        return [] if LOST in standing else [Outcome(LOST, broken=True, value=None, limit=None)]
    found = [Outcome(LOST, broken=False, value=value, limit=None)] if LOST in standing else []
    found += _rule(WARNING, limits.warning, value, limits.margin, standing)
    found += _rule(GUARANTEE, limits.guarantee, value, limits.margin, standing)
    if rise is not None:
        found += _rate(limits, round(rise, DIGITS), standing)
    return found


def after(standing: frozenset[Key], outcomes: list[Outcome]) -> frozenset[Key]:
    """Return the alarms that stand after ``outcomes``."""
    kept = standing - {o.key for o in outcomes if not o.broken}
    return kept | {o.key for o in outcomes if o.broken}


def stage(standing: frozenset[Key]) -> Stage:
    """Return how high a stream stands by the alarms that stand."""
    if LOST in standing:
        return Stage.LOST
    if GUARANTEE in standing:
        return Stage.GUARANTEE
    return Stage.WARNING if WARNING in standing else Stage.NORMAL


def _rule(
    key: Key, limit: float | None, value: float, margin: float, standing: frozenset[Key]
) -> list[Outcome]:
    if limit is None:
        return []
    if key not in standing and value >= limit:
        return [Outcome(key, broken=True, value=value, limit=limit)]
    if key in standing and round(value, DIGITS) < round(limit - margin, DIGITS):
        return [Outcome(key, broken=False, value=value, limit=limit)]
    return []


def _rate(limits: Limits, rise: float, standing: frozenset[Key]) -> list[Outcome]:
    # Broken only beyond the limit: a stage is reached, a rate is exceeded.
    limit = limits.rise_per_hour
    if limit is None or (rise > limit) == (RATE in standing):
        return []
    return [Outcome(RATE, broken=rise > limit, value=rise, limit=limit)]
