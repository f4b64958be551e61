"""How long the way takes between places, whatever is there to say so."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Place = tuple[float, float]  # latitude, longitude, WGS 84 degrees

EARTH_KM = 6371.0
DETOUR = 1.35  # of a road over the great circle
LINE_KMH = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One way: minutes, the range they may lie in, road kilometres, and who says so.

    ``by`` is ``osrm``, ``valhalla``, ``graph`` (the shipped main roads) or ``line`` (great
    circle times factor: shown as such). ``because`` names the conditions counted in. A way that
    is closed has ``minutes`` infinite.
    """

    minutes: float
    low: float
    high: float
    km: float
    by: str
    because: tuple[str, ...] = ()


def legs(
    starts: Sequence[Place],
    ends: Sequence[Place],
    *,
    convoy: bool = False,
    at: datetime | None = None,
) -> list[list[Leg]]:
    """Return the leg of each start to each end. Bounded in time; never raises."""
    return [[line(start, end) for end in ends] for start in starts]


def line(start: Place, end: Place) -> Leg:
    """Return the leg along the great circle times ``DETOUR``: the last resort."""
    km = great_circle_km(start, end) * DETOUR
    minutes = km / LINE_KMH * 60
    return Leg(minutes=minutes, low=minutes * 0.8, high=minutes * 1.5, km=km, by="line")


def great_circle_km(start: Place, end: Place) -> float:
    """Return the kilometres between two places over the sphere."""
    (lat1, lon1), (lat2, lon2) = start, end
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
