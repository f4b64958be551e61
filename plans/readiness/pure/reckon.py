"""The reckoning: from facts and a seed to chances, spreads and causes."""

from dataclasses import dataclass

import numpy as np

from plans.readiness.pure.causes import Cause, causes, met
from plans.readiness.pure.draws import Array, draw
from plans.readiness.pure.facts import Facts, Numbers
from plans.readiness.pure.play import play

BINS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """What comes of one step: the chance of its deadline, and when it is likely finished.

    ``p10``, ``p50`` and ``p90`` are minutes from the activation, -1 for never; ``bars``
    counts the runs by time, evenly from ``low`` to ``high``, and ``never`` those without
    an end.
    """

    key: str
    deadline: float
    chance: float
    p10: float
    p50: float
    p90: float
    low: float
    high: float
    bars: list[int]
    never: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What comes of a plan: ``chance`` that every deadline is met, ``kept`` how many are."""

    runs: int
    chance: float
    kept: float
    steps: list[StepOutcome]
    causes: list[Cause]


def reckon(facts: Facts, numbers: Numbers, seed: int, runs: int | None = None) -> Outcome:
    """Play the plan through so many times. The same seed and facts give the same numbers."""
    count = runs or int(numbers.runs)
    draws = draw(facts, seed, count)
    ends = play(facts, numbers, draws)
    base = met(facts, ends)
    return Outcome(
        runs=count,
        chance=round(float(base.all(axis=0).mean()), 4) if facts.steps else 1.0,
        kept=round(float(base.mean()), 4) if facts.steps else 1.0,
        steps=[
            _step(step.key, step.finish, ends[row], float(base[row].mean()))
            for row, step in enumerate(facts.steps)
        ],
        causes=causes(facts, numbers, draws, base),
    )


def _step(key: str, deadline: float, ends: Array, chance: float) -> StepOutcome:
    finite = ends[np.isfinite(ends)]
    low = min(float(finite.min()), deadline) if finite.size else 0.0
    last = float(np.quantile(finite, 0.98)) if finite.size else 0.0
    high = max(last, deadline) * 1.0001 + 1
    bars, _edges = np.histogram(np.minimum(finite, high), bins=BINS, range=(low, high))
    return StepOutcome(
        key=key,
        deadline=deadline,
        chance=round(chance, 4),
        p10=_at(ends, 0.1),
        p50=_at(ends, 0.5),
        p90=_at(ends, 0.9),
        low=round(low, 1),
        high=round(high, 1),
        bars=[int(each) for each in bars],
        never=int(ends.size - finite.size),
    )


def _at(ends: Array, share: float) -> float:
    """Return the time by which that share of runs has ended, -1 for never."""
    value = float(np.quantile(ends, share, method="lower"))
    return round(value, 1) if np.isfinite(value) else -1.0
