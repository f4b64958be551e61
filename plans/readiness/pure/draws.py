"""The random numbers of a reckoning.

Each step, way and pool has a stream of its own, made from the seed and its name: so a
change to one thing leaves the luck of all others as it was (common random numbers).
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from plans.readiness.pure.facts import Facts

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Luck:
    """What chance gives one step in every run: normals (``n``) and uniforms (``u``)."""

    ack: Array
    ladder: Array
    local: Array
    work: Array
    silent: Array
    nobody: Array


@dataclass(frozen=True, slots=True)
class Draws:
    """The luck of steps, ways and pools, by key."""

    runs: int
    steps: dict[str, Luck]
    ways: dict[str, tuple[Array, Array]]
    pools: dict[str, tuple[Array, Array]]


def draw(facts: Facts, seed: int, runs: int) -> Draws:
    """Draw once for all that is reckoned from these facts and the counterfactuals."""
    return Draws(
        runs,
        {step.key: _luck(seed, step.key, runs) for step in facts.steps},
        {way.key: _way(seed, way.key, runs) for way in facts.ways},
        {pool.key: _pool(seed, pool.key, runs, len(pool.promised)) for pool in facts.pools},
    )


def stream(seed: int, kind: str, key: str) -> np.random.Generator:
    """Return the stream of one thing."""
    return np.random.Generator(np.random.PCG64([seed, crc32(f"{kind} {key}".encode())]))


def _luck(seed: int, key: str, runs: int) -> Luck:
    source = stream(seed, "step", key)
    normal = source.standard_normal((4, runs))
    uniform = source.random((2, runs))
    return Luck(*normal, *uniform)


def _way(seed: int, key: str, runs: int) -> tuple[Array, Array]:
    first, second = stream(seed, "way", key).random((2, runs))
    return first, second


def _pool(seed: int, key: str, runs: int, givers: int) -> tuple[Array, Array]:
    source = stream(seed, "pool", key)
    # Own first, then a giver at a time: one more giver changes nothing of those before.
    return source.standard_normal(runs), source.random((givers, runs))
