"""Drawings for tests."""

from incidents.plotting.actions import draw_feature

POINT = {"type": "Point", "coordinates": [109.795, 40.503]}
LINE = {"type": "LineString", "coordinates": [[109.79, 40.50], [109.82, 40.51]]}
AREA = {
    "type": "Polygon",
    "coordinates": [[[109.78, 40.49], [109.82, 40.49], [109.82, 40.52], [109.78, 40.49]]],
}


def feature(incident, by, **given):
    """Draw a command post at the jam, or what is given."""
    told = {"geometry": POINT, "category": "D10100", "label": "前指", **given}
    return draw_feature(actor=by, incident_id=incident.pk, **told)
