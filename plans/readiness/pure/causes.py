"""Why deadlines are missed: what would have been met had one thing gone well.

Each cause is taken away in turn and the plan played again with the same luck; its share is
that of the missed deadlines which are then met.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plans.readiness.pure.draws import Array, Draws
from plans.readiness.pure.facts import Facts, Numbers
from plans.readiness.pure.play import Without, play

ROLE, WAY, POOL, WORK = "role", "way", "pool", "work"
MOST = 3
LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that makes deadlines fail; ``share`` of the misses go with it."""

    kind: str
    key: str
    share: float


def met(facts: Facts, ends: Array) -> NDArray[np.bool_]:
    """Return for each step and run whether its deadline was met; one without has met it."""
    limits = [step.finish if step.due else np.inf for step in facts.steps]
    deadlines = np.array(limits).reshape(-1, 1)
    found: NDArray[np.bool_] = ends <= deadlines + 1e-6
    return found


def causes(
    facts: Facts, numbers: Numbers, draws: Draws, base: NDArray[np.bool_]
) -> list[Cause]:
    """Return the gravest causes, the gravest first."""
    missed = ~base
    total = int(missed.sum())
    if not total:
        return []
    found = []
    for kind, key, without in suspects(facts):
        again = met(facts, play(facts, numbers, draws, without))
        share = int((missed & again).sum()) / total
        if share >= LEAST_SHARE:
            found.append(Cause(kind, key, round(share, 4)))
    return sorted(found, key=lambda cause: (-cause.share, cause.kind, cause.key))[:MOST]


def suspects(facts: Facts) -> Iterator[tuple[str, str, Without]]:
    """Yield what may be at fault, and how the plan is played without it."""
    for role in facts.roles:
        if not role.filled or facts.night:
            yield ROLE, role.key, Without(roles=frozenset({role.key}))
    for way in facts.ways:
        yield WAY, way.key, Without(ways=frozenset({way.key}))
    for pool in facts.pools:
        yield POOL, pool.key, Without(pools=frozenset({pool.key}))
    for step in facts.steps:
        yield WORK, step.key, Without(work=frozenset({step.key}))
