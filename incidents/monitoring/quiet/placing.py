"""In which township something lies: inside its outline, else by the nearest seat of its county.

A county whose townships nobody has entered has none, and neither has what has no place.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.contrib.gis.geos import Point

from incidents.monitoring.quiet.models import Township
from incidents.places import distance_km

Place = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Townships:
    """The townships that are looked at, by county."""

    by_county: dict[str, list[Township]]

    @classmethod
    def read(cls) -> Self:
        """Read them all. One query."""
        found: dict[str, list[Township]] = defaultdict(list)
        for one in Township.objects.filter(retired=False).order_by("code"):
            found[one.county_id].append(one)
        return cls(dict(found))

    def every(self) -> Iterable[Township]:
        """Return all of them."""
        return (one for rows in self.by_county.values() for one in rows)

    def of(self, county: str, place: Place | None) -> Township | None:
        """Return the township of a county in which a place lies."""
        there = self.by_county.get(county)
        if not there or place is None:
            return None
        here = Point(place[1], place[0], srid=4326)
        for one in there:
            if one.outline is not None and one.outline.covers(here):
                return one
        return min(there, key=lambda one: distance_km(*place, one.point.y, one.point.x))
