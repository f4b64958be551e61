"""What lies around a feature or a position, as it is listed."""

import json
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import GEOSGeometry, Point
from django.db import connection

from command.core.models import Person
from incidents.models import Incident
from incidents.plotting.inside import KINDS, Found, Zone, find
from incidents.plotting.selectors.sight import seen


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
