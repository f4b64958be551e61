"""What lies around a feature or a position, as it is listed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import GEOSGeometry, Point
from django.db import connection

from command.core.models import Person
from incidents.models import Incident
from incidents.plotting.inside import KINDS, Found, Zone, find
from incidents.plotting.selectors.sight import seen

View = Mapping[str, Any]
EDGES = """
SELECT key, ST_AsGeoJSON(ST_Buffer(ST_GeomFromGeoJSON(shape)::geography, width), 5)
  FROM unnest(%s::text[], %s::text[], %s::float[]) AS asked (key, shape, width)
"""


def zone_of(
    incident: Incident,
    person: Person,
    *,
    metres: int,
    feature: UUID | None = None,
    lon: float = 0.0,
    lat: float = 0.0,
) -> Zone:
    """Return the zone around a feature, or around a position. Raises ``NotThere``."""
    shape: GEOSGeometry = Point(lon, lat, srid=4326)
    if feature is not None:
        found = seen(feature, person).shape
        assert found is not None  # since its first version
        shape = found
    return Zone(shape, metres, incident.exercise_id)


def inside(zone: Zone, person: Person) -> dict[str, Any]:
    """Return the outline of a zone, what lies in it, and the sums kind by kind."""
    found = find(zone, person)
    return {
        "metres": zone.metres,
        "zone": outline(zone),
        "kinds": [_sum(kind, [one for one in found if one.kind == kind]) for kind in KINDS],
        "items": found,
    }


def outline(zone: Zone) -> dict[str, Any]:
    """Return the edge of a zone as a GeoJSON geometry. One query."""
    sql = "SELECT ST_AsGeoJSON(ST_Buffer(%s::geography, %s), 6)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [bytes(zone.shape.hexewkb).decode(), zone.metres])
        (text,) = cursor.fetchone()
    edge: dict[str, Any] = json.loads(text)
    return edge


def edges(views: Iterable[View]) -> dict[str, dict[str, Any]]:
    """Return the edge of the zone around each line and area that has one. One query at most.

    That of a point is a circle anybody can draw.
    """
    asked = [
        (view["id"], json.dumps(view["geometry"]), view["buffer_m"])
        for view in views
        if view["buffer_m"] and view["geometry"]["type"] != "Point"
    ]
    if not asked:
        return {}
    keys, shapes, widths = (list(column) for column in zip(*asked, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(EDGES, [keys, shapes, widths])
        return {key: json.loads(edge) for key, edge in cursor.fetchall()}


def _sum(kind: str, found: list[Found]) -> dict[str, Any]:
    counted = [one.count for one in found if one.count is not None]
    told = KINDS[kind]
    return {
        "kind": kind,
        "title": str(told.title),
        "number": len(found),
        "total": sum(counted) if told.counts else None,
        "counts": str(told.counts),
    }
