"""The nearest of something: outwards on one shelf a city, until enough is found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from command.core import regions
from command.core.models import Person
from command.core.tongues import is_english
from resources.actions.capable import able_to
from resources.nearest.selectors.sight import sight_of

MOST = 200
METRES = 1000

# Each shelf is walked outwards in the order of the index and cut off, and the walks then
# together: without a limit of its own a shelf would be read and sorted as a whole.
SEARCH = """
WITH here AS MATERIALIZED (
  SELECT thing, sort, what, region, name, available, free, point, seen_at, distance
  FROM ({shelves}) AS spot
  ORDER BY distance
  LIMIT %(limit)s
)
SELECT here.sort, here.thing, here.region, here.name,
       ST_Y(here.point::geometry), ST_X(here.point::geometry),
       ST_Distance(here.point, ST_GeogFromText(%(place)s)), here.available, here.free,
       here.seen_at, supply.unit_zh, supply.unit_en
FROM here LEFT JOIN resources_supply AS supply ON supply.code = here.what
ORDER BY 7, here.thing
"""
SHELF = """
  SELECT thing, sort, what, region, name, available, free, point, seen_at,
         point <-> ST_GeogFromText(%(place)s) AS distance
  FROM nearest_spot
  WHERE shelf = nearest_shelf(%(what)s, '{city}', %(exercise)s::uuid, %(skill)s)
    AND {conditions}
  ORDER BY distance
  LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing and how far it is, in a straight line.

    ``seen_at`` is when the team was seen there; ``None``: it is where it is at home.
    """

    kind: str
    id: UUID
    city: str
    name: str
    lat: float
    lon: float
    km: float
    available: int
    unit: str
    free: bool
    seen_at: datetime | None


def nearest(
    point: tuple[float, float],
    *,
    what: str,
    person: Person | None,
    quantity: int = 1,
    capabilities: Sequence[str] = (),
    cities: Collection[str] | None = None,
    limit: int = 20,
    within_km: float | None = None,
    free_only: bool = True,
    exercise: UUID | None = None,
) -> list[Found]:
    """Return the nearest of ``what`` around ``(lat, lon)``, nearest first. Few queries.

    ``quantity`` is what one holding must be able to give alone. ``person`` is shown what
    lies in the territory of their duties; without one (the system) everything is. Things of
    an exercise are found in that exercise only.
    """
    sight = sight_of(person, cities)
    if not sight:
        return []
    lat, lon = point
    # What every thing of that kind can do need not be asked for.
    brought = able_to(what, ()) if capabilities else set()
    skills = [code for code in dict.fromkeys(capabilities) if code not in brought]
    given = {
        "place": f"SRID=4326;POINT({float(lon)} {float(lat)})",
        "what": what,
        "exercise": exercise,
        "skill": skills[0] if skills else "",
        "skills": skills,
        "quantity": quantity,
        "metres": within_km and within_km * METRES,
        "limit": max(1, min(limit, MOST)),
    }
    shelves = [
        SHELF.format(city=city, conditions=condition)
        for city, banners in sight.items()
        for condition in _conditions(given, sorted(banners), free_only=free_only)
    ]
    with connection.cursor() as cursor:
        walks = " UNION ALL ".join(f"({shelf})" for shelf in shelves)
        cursor.execute(SEARCH.format(shelves=walks), given)
        return [_found(row) for row in cursor.fetchall()]


def _conditions(given: dict[str, Any], banners: list[str], *, free_only: bool) -> list[str]:
    """Return the conditions of one city's shelf, once for each half of the index."""
    # The shelf says what, city, exercise and skill in 64 bits: to say them once more would
    # only mislead the planner about how many rows there are.
    some: list[str] = []
    if given["quantity"] > 1:
        some.append("available >= %(quantity)s")
    if len(given["skills"]) > 1:
        some.append("capabilities @> %(skills)s::varchar[]")
    if given["metres"] is not None:
        some.append("ST_DWithin(point, ST_GeogFromText(%(place)s), %(metres)s)")
    if banners:
        # Codes of regions, six digits each, from the table of duties.
        some.append(f"region IN ({', '.join(repr(str(code)) for code in banners)})")
    halves = ["free"] if free_only else ["free", "NOT free"]
    return [" AND ".join([half, *some]) for half in halves]


def _found(row: tuple[Any, ...]) -> Found:
    kind, thing, region, name, lat, lon, metres, available, free, seen_at, *unit = row
    chinese = not is_english()
    return Found(
        kind=kind,
        id=thing,
        city=regions.city_of(region),
        name=name,
        lat=lat,
        lon=lon,
        km=round(metres / METRES, 3),
        available=available,
        unit=(unit[0] if chinese else unit[1]) or "",
        free=free,
        seen_at=seen_at,
    )
