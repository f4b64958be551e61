"""What lies around an order's place, for the map of a phone: it is kept there for flight mode.

Cut to the order: only whose hands it lies in may ask. They are told of the dangers drawn and
reported in its incident also when they may not see its room: the order sends them there.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.gis.geos import Polygon
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from command.core.times import iso, iso_or_none
from command.tasking.selectors import TaskCard, my_tasks
from incidents.models import Incident
from incidents.plotting.lifecycle import Visibility
from incidents.plotting.models import FeatureState
from incidents.plotting.selectors import FeatureCard, as_geojson
from incidents.scene.models import SceneReport
from resources.routing.graph import shipped
from resources.routing.models import RoadCondition
from resources.routing.selectors import ConditionCard

View = dict[str, Any]
Box = tuple[float, float, float, float]
NORTH_DEG, EAST_DEG = 0.14, 0.18  # about 15 km each way at 40 degrees north
MOST = 200
# Of a drawing a phone needs what it is and where, not who drew it.
TOLD = ("category", "name", "symbol", "role", "label", "note", "expires_at", "at", "buffer_m")


def of_task(task_id: UUID, person: Person) -> View:
    """Return what lies around an order of ``person``. Raises ``NotThere`` for any other."""
    card = next((one for one in my_tasks(person) if one.id == str(task_id)), None)
    if card is None:
        raise NotThere(_("No such order, or it is not yours."), task_id=str(task_id))
    incident = Incident.objects.get(pk=card.incident)
    place = _place(card, incident)
    box = _around(place) if place else None
    return {
        "task": card.id,
        "at": iso(now()),
        "place": place,
        "box": box,
        "features": _drawn(incident, person),
        "roads": _roads(incident, box) if box else [],
        "reports": _reported(incident),
        "tiles": settings.BASEMAP_TILES,
        "approval": settings.MAP_APPROVAL_NO,
    }


def _place(card: TaskCard, incident: Incident) -> tuple[float, float] | None:
    if card.point:
        return card.point[0], card.point[1]
    return (incident.point.y, incident.point.x) if incident.point else None


def _around(place: tuple[float, float]) -> Box:
    lat, lon = place
    return lon - EAST_DEG, lat - NORTH_DEG, lon + EAST_DEG, lat + NORTH_DEG


def _drawn(incident: Incident, person: Person) -> list[View]:
    """Return what is drawn in the incident for more than another city alone."""
    rows = FeatureState.objects.filter(
        ~Q(visibility=Visibility.CITY) | Q(feature__origin__in=scopes_of(person)),
        feature__incident=incident,
        removed=False,
        step__gte=1,
    ).exclude(expires_at__lt=now())
    joined = rows.select_related("feature__incident", "feature__author", "updated_by")
    return [_feature(row) for row in joined.order_by("-updated_at", "pk")[:MOST]]


def _feature(row: FeatureState) -> View:
    told = as_geojson(FeatureCard.of(row, public=True))
    held = told["properties"]
    return {**told, "properties": {name: held[name] for name in TOLD}}


def _roads(incident: Incident, box: Box) -> list[View]:
    """Return what closes or slows roads within the box, closures first."""
    at = now()
    rows = RoadCondition.objects.filter(
        lifted_at__isnull=True, until__gt=at, exercise=incident.exercise_id
    )
    frame = Polygon.from_bbox(box)
    found = []
    for row in sorted(rows.select_related("entered_by"), key=lambda row: row.kind != "closure"):
        lines = [line for line in map(_line, row.edges) if line and _within(line, frame)]
        if lines:
            card = ConditionCard.of(row)
            names = ("kind", "kind_zh", "kind_en", "where_zh", "where_en", "text_zh", "text_en")
            told = {name: getattr(card, name) for name in names}
            found.append({"id": card.id, **told, "until": iso(row.until), "lines": lines})
    return found[:MOST]


def _line(edge: str) -> list[list[float]]:
    graph = shipped()
    at = graph.by_key.get(edge)
    if at is None:
        return []
    ends = (graph.nodes[graph.edges[at].start], graph.nodes[graph.edges[at].end])
    return [[node.lon, node.lat] for node in ends]


def _within(line: list[list[float]], frame: Polygon) -> bool:
    west, east = sorted(point[0] for point in line)
    south, north = sorted(point[1] for point in line)
    return bool(frame.intersects(Polygon.from_bbox((west, south, east + 1e-9, north + 1e-9))))


def _reported(incident: Incident) -> list[View]:
    """Return where somebody on the spot reported the state of the road, newest first."""
    rows = SceneReport.objects.filter(incident=incident, point__isnull=False).exclude(road="")
    newest = rows.order_by("-occurred_at", "pk")[:MOST]
    return [
        {
            "id": str(row.pk),
            "road": row.road,
            "lat": row.point.y,
            "lon": row.point.x,
            "accuracy_m": row.accuracy_m,
            "at": iso_or_none(row.occurred_at),
        }
        for row in newest
        if row.point
    ]
