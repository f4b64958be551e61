"""A trail as GPX 1.1 and as GeoJSON, for other programs."""

from typing import Any
from xml.sax.saxutils import escape

import orjson

from resources.tracking.selectors import Trail

GPX = "http://www.topografix.com/GPX/1/1"


def as_gpx(trail: Trail) -> bytes:
    """Return the trail as a GPX track; what was not believed is left out."""
    points = "".join(
        f'<trkpt lat="{point.lat:.7f}" lon="{point.lon:.7f}"><time>{point.at}</time></trkpt>'
        for point in trail.points
        if not point.flagged
    )
    mark = "【演练/EXERCISE】" if trail.exercise else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<gpx version="1.1" creator="Joint Command" xmlns="{GPX}"><trk>'
        f"<name>{mark}{escape(trail.name)}</name><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def as_geojson(trail: Trail) -> bytes:
    """Return the trail as GeoJSON: the line, and every point with its time."""
    believed = [[point.lon, point.lat] for point in trail.points if not point.flagged]
    features: list[dict[str, Any]] = []
    if len(believed) > 1:
        about = {"name": trail.name, "since": trail.since, "until": trail.until}
        line = {"type": "LineString", "coordinates": believed}
        features.append({"type": "Feature", "geometry": line, "properties": about})
    for point in trail.points:
        place = {"type": "Point", "coordinates": [point.lon, point.lat]}
        told = {
            "at": point.at,
            "accuracy_m": point.accuracy,
            "speed_kmh": point.speed,
            "flagged": point.flagged,
        }
        features.append({"type": "Feature", "geometry": place, "properties": told})
    return orjson.dumps(
        {"type": "FeatureCollection", "features": features, "exercise": trail.exercise}
    )


# Ending, content type, writer.
FORMS = {
    "gpx": ("application/gpx+xml", as_gpx),
    "geojson": ("application/geo+json", as_geojson),
}
