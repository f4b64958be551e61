"""Where a person in danger is, as far as their phone can say."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from command.core.times import iso_or_none
from incidents.places import Position
from incidents.selectors.places import located

FARTHEST_M = 1_000_000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a phone says that it is; nothing of what cannot be meant."""

    lat: float | None = None
    lon: float | None = None
    accuracy_m: int | None = None
    fixed_at: datetime | None = None

    @classmethod
    def of(cls, lat: Any, lon: Any, accuracy_m: Any, fixed_at: datetime | None) -> "Spot":
        """Keep what can be meant."""
        given = (lat, lon)
        if any(part is None or not isfinite(part) for part in given):
            return cls()
        if abs(lat) > 90 or abs(lon) > 180:
            return cls()
        near = accuracy_m if accuracy_m is not None and isfinite(accuracy_m) else None
        near = round(min(max(near, 0), FARTHEST_M)) if near is not None else None
        return cls(float(lat), float(lon), near, fixed_at)

    def data(self) -> dict[str, Any]:
        """Return it as an act keeps it."""
        return {
            "lat": self.lat,
            "lon": self.lon,
            "accuracy_m": self.accuracy_m,
            "fixed_at": iso_or_none(self.fixed_at),
            "region": region_at(self),
        }


def region_at(spot: Spot) -> str | None:
    """Return the banner a position lies in, among the four cities."""
    if spot.lat is None or spot.lon is None:
        return None
    at = Position(spot.lat, spot.lon)
    return located(at).region if at.is_inside else None
