"""Vector tiles of what stands still: facilities and stocks, made in the database.

Far out, what lies close together is one point with a count, so that a tile stays small
whatever the register holds.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db import connection

from command.core.models import Person
from command.core.policies import scopes_of
from resources.nearest.selectors.sight import EVERYTHING, Sight, sight_of

LAST_ZOOM: Final = 18
SINGLE_ZOOM: Final = 12  # from here on every thing is a point of its own
GRID: Final = 256  # units of the 4096 of a tile: a sixteenth of its side
MOST: Final = 20_000  # points in one tile
# Where it is noted which was the last change of a set; longer than any tile is kept.
EDITION: Final = "tiles:{layer}"
KEPT_EDITION: Final = 3600  # seconds

TILE = """
WITH frame AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS box,
         ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 0.02), 4326) AS around
), things AS (
  SELECT spot.thing, spot.what, spot.name, spot.available, spot.free,
         ST_AsMVTGeom(ST_Transform(spot.point::geometry, 3857), frame.box, 4096, 80, true)
           AS geom
  FROM nearest_spot AS spot, frame
  WHERE spot.skill = '' AND spot.sort IN ('stock', 'facility') AND spot.sort = %(sort)s
    AND spot.point::geometry && frame.around AND spot.exercise IS NULL AND ({sight})
), points AS (
  {points}
)
SELECT ST_AsMVT(points, %(layer)s, 4096, 'geom') FROM points
"""
SINGLE = """
  SELECT geom, thing::text AS id, what, name, available, free, 1 AS count
  FROM things WHERE geom IS NOT NULL LIMIT %(most)s
"""
# Where there is one, it is itself; where there are several, their count in their middle.
GROUPED = """
  SELECT CASE WHEN count(*) = 1 THEN (array_agg(geom))[1]
              ELSE ST_MakePoint(round(avg(ST_X(geom))), round(avg(ST_Y(geom)))) END AS geom,
         CASE WHEN count(*) = 1 THEN min(thing::text) END AS id,
         CASE WHEN count(DISTINCT what) = 1 THEN min(what) END AS what,
         CASE WHEN count(*) = 1 THEN min(name) END AS name,
         CASE WHEN count(*) = 1 THEN min(available) END AS available,
         bool_or(free) AS free, count(*)::int AS count
  FROM things WHERE geom IS NOT NULL
  GROUP BY floor(ST_X(geom) / %(grid)s), floor(ST_Y(geom) / %(grid)s)
  LIMIT %(most)s
"""
SORTS: Final = {"facilities": "facility", "stocks": "stock"}


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile of which set, as far as a person may see it."""

    layer: str
    z: int
    x: int
    y: int
    sight: Sight

    @property
    def is_there(self) -> bool:
        """Whether the world has such a tile, and the person may see any of it."""
        side = 1 << min(self.z, LAST_ZOOM)
        whole = self.z <= LAST_ZOOM and self.x < side and self.y < side
        return whole and self.layer in SORTS and bool(self.sight)

    @property
    def key(self) -> str:
        """A name for what is in it: the same for whoever sees the same."""
        seen = ";".join(
            f"{city}:{'.'.join(sorted(some))}" for city, some in sorted(self.sight.items())
        )
        edition = cache.get(EDITION.format(layer=self.layer), "")
        return f"tile:{self.layer}:{edition}:{self.z}:{self.x}:{self.y}:{seen}"


def sight_of_tiles(layer: str, person: Person) -> Sight:
    """Return whose things of a set ``person`` sees: facilities are public to the cities."""
    if layer == "facilities":
        return EVERYTHING if scopes_of(person) else {}
    return sight_of(person)


def draw(tile: Tile) -> bytes:
    """Return the tile in the Mapbox format. One query."""
    given: dict[str, Any] = {
        "z": tile.z,
        "x": tile.x,
        "y": tile.y,
        "sort": SORTS[tile.layer],
        "layer": tile.layer,
        "most": MOST,
        "grid": GRID,
    }
    conditions = []
    for number, (city, banners) in enumerate(sorted(tile.sight.items())):
        if banners:
            given[f"of{number}"] = sorted(banners)
            conditions.append(f"spot.region = ANY(%(of{number})s)")
        else:
            given[f"of{number}"] = city
            conditions.append(f"nearest_city(spot.region) = %(of{number})s")
    sight = "true" if tile.sight == EVERYTHING else " OR ".join(conditions)
    points = SINGLE if tile.z >= SINGLE_ZOOM else GROUPED
    with connection.cursor() as cursor:
        cursor.execute(TILE.format(sight=sight, points=points), given)
        row = cursor.fetchone()
    return bytes(row[0]) if row and row[0] is not None else b""
