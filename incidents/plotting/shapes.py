"""Geometry as people send it: GeoJSON, WGS 84, longitude first (RFC 7946)."""

import math
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry, LineString, Point, Polygon
from django.utils.translation import gettext as _

from command.core.errors import Invalid

MOST_POINTS = 2000
# West, south, east, north of what the four cities could mean. Latitude and longitude that
# were swapped fall outside.
BOX = (95.0, 35.0, 128.0, 55.0)
DIGITS = 7  # of a degree: about a centimetre

Pair = tuple[float, float]


def shape_of(given: Any) -> GEOSGeometry:
    """Return the shape that a GeoJSON geometry describes. Raises ``Invalid``."""
    if not isinstance(given, dict) or set(given) - {"type", "coordinates", "bbox"}:
        raise _refused(_("A GeoJSON geometry is expected."))
    coordinates = given.get("coordinates")
    try:
        shape = _made(given.get("type"), coordinates)
    except (GEOSException, ValueError) as error:
        raise _refused(_("This shape is not whole.")) from error
    if not shape.valid:
        raise _refused(_("This shape is not valid: %(why)s.") % {"why": shape.valid_reason})
    return shape


def geometry_of(shape: GEOSGeometry) -> dict[str, Any]:
    """Return a shape as a GeoJSON geometry, plain JSON."""
    # Every kind that can be drawn has ``coords``; the base class does not know.
    return {"type": shape.geom_type, "coordinates": _listed(shape.coords)}  # type: ignore[attr-defined]


def _made(kind: Any, coordinates: Any) -> GEOSGeometry:
    if kind == "Point":
        return Point(*_pair(coordinates), srid=4326)
    if kind == "LineString":
        return LineString(_pairs(coordinates, at_least=2), srid=4326)
    if kind == "Polygon":
        if not isinstance(coordinates, list) or not coordinates:
            raise _refused(_("A polygon is a list of rings."))
        if len(coordinates) > MOST_POINTS:
            raise _too_many()
        rings = [_ring(ring) for ring in coordinates]
        if sum(map(len, rings)) > MOST_POINTS:
            raise _too_many()
        return Polygon(*rings, srid=4326)
    raise _refused(_("Only a point, a line or a polygon can be drawn."))


def _ring(given: Any) -> list[Pair]:
    ring = _pairs(given, at_least=4)
    if ring[0] != ring[-1]:
        raise _refused(_("A ring ends where it begins."))
    return ring


def _pairs(given: Any, *, at_least: int) -> list[Pair]:
    if not isinstance(given, list) or len(given) < at_least:
        raise _refused(_("This shape has too few points."))
    if len(given) > MOST_POINTS:
        raise _too_many()
    return [_pair(one) for one in given]


def _pair(given: Any) -> Pair:
    if not isinstance(given, list) or len(given) != 2:
        raise _refused(_("A position is a longitude and a latitude."))
    if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in given):
        raise _refused(_("A position is a longitude and a latitude."))
    try:
        lon, lat = round(float(given[0]), DIGITS), round(float(given[1]), DIGITS)
    except (OverflowError, ValueError):
        lon = lat = math.nan
    west, south, east, north = BOX
    if west <= lon <= east and south <= lat <= north:
        return lon, lat
    if west <= lat <= east and south <= lon <= north:
        raise _refused(_("Latitude and longitude are swapped: the longitude comes first."))
    raise _refused(_("This position lies outside the map of the four cities."))


def _too_many() -> Invalid:
    return _refused(_("A shape has at most %(most)s points.") % {"most": MOST_POINTS})


def _refused(why: str) -> Invalid:
    return Invalid(why, field="geometry")


def _listed(coords: Any) -> Any:
    if isinstance(coords, tuple | list):
        return [_listed(one) for one in coords]
    return coords
