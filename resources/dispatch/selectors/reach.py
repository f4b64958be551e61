"""From where an incident is reached in so many minutes: an outline for the map.

Seen along rays from the incident; good enough to see who is near, and marked as a sketch.
"""

import math
from dataclasses import dataclass

from django.core.cache import cache

from resources.routing.legs import EARTH_KM, Place, legs

MINUTES = (30, 60, 90)
RAYS = 24
RINGS_KM = tuple(range(8, 137, 8))
KEEP_S = 120


@dataclass(frozen=True, slots=True)
class Reach:
    """Outlines by minutes, and who measured the ways: ``line`` is marked as such."""

    rings: dict[int, list[Place]]
    by: str


def reach(centre: Place) -> Reach:
    """Return the outlines around a place, kept for two minutes."""
    key = f"forces-reach:{centre[0]:.3f},{centre[1]:.3f}"
    found: Reach | None = cache.get(key)
    if found is None:
        found = _measured(centre)
        cache.set(key, found, KEEP_S)
    return found


def _measured(centre: Place) -> Reach:
    angles = [2 * math.pi * n / RAYS for n in range(RAYS)]
    grid = [_away(centre, angle, km) for angle in angles for km in RINGS_KM]
    (ways,) = legs([centre], grid)
    rings: dict[int, list[Place]] = {minutes: [] for minutes in MINUTES}
    count = len(RINGS_KM)
    for n, angle in enumerate(angles):
        along = [way.minutes for way in ways[n * count : (n + 1) * count]]
        for minutes in MINUTES:
            rings[minutes].append(_away(centre, angle, _farthest(along, minutes)))
    return Reach(rings, ways[0].by)


def _farthest(along: list[float], minutes: int) -> float:
    """Return how far one gets on a ray before it first takes longer."""
    km, before = 0.0, 0.0
    for ring, takes in zip(RINGS_KM, along, strict=True):
        if takes > minutes:
            part = (minutes - before) / (takes - before) if takes > before else 0
            return km + max(0.0, min(1.0, part)) * (ring - km)
        km, before = float(ring), takes
    return km


def _away(centre: Place, angle: float, km: float) -> Place:
    lat, lon = centre
    north = math.degrees(km * math.cos(angle) / EARTH_KM)
    east = math.degrees(km * math.sin(angle) / EARTH_KM) / math.cos(math.radians(lat))
    return (round(lat + north, 4), round(lon + east, 4))
