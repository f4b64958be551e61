"""What the page of roads shows, put together from the graph and the conditions."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import now

from command.core.models import Person
from resources.routing.graph import EAST_KM, NORTH_KM, Edge, Graph, shipped
from resources.routing.kinds import GLYPHS, ConditionKind, ConditionStatus
from resources.routing.models import RoadCondition
from resources.routing.places import where
from resources.routing.selectors import listed, status_of
from resources.routing.state import roads_at

WEST, NORTH = 106.35, 42.15  # the corner of the map
SCALE: Final = 1.35  # units of the drawing to a kilometre
WIDTH, HEIGHT = 955, 625
BESIDE: Final = 3.2  # how far a second road between the same towns is drawn from the first


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch as it is drawn."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign or a town on the map."""

    x: float
    y: float
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One condition as the list shows it."""

    row: RoadCondition
    where: str
    glyph: str
    status: str
    status_name: str
    counts: bool
    may_lift: bool


def context(person: Person) -> dict[str, Any]:
    """Return what the live part of the page shows."""
    at = now()
    rows = listed(person)
    counting = [row for row in rows if status_of(row, at) == ConditionStatus.IN_FORCE]
    real = [row for row in counting if row.exercise_id is None]
    return {
        "conditions": [_row(row, person, at) for row in rows],
        "count": len(counting),
        "closed": sum(row.kind == ConditionKind.CLOSURE for row in counting),
        "read_at": at,
        "map": drawing(shipped(), real),
    }


def drawing(graph: Graph, conditions: list[RoadCondition]) -> dict[str, Any]:
    """Return the schematic map: stretches, towns, and the signs of what holds now."""
    lines, signs = [], []
    drawn: dict[tuple[int, int], int] = {}
    for edge in graph.edges:
        pair = (edge.start, edge.end)
        beside = drawn[pair] = drawn.get(pair, -1) + 1
        met = [c for c in conditions if _meets(graph, edge, c)]
        gravest = min((c.kind for c in met), key=list(GLYPHS).index, default="")
        line = _line(graph, edge, gravest, beside)
        lines.append(line)
        if gravest and any(c.area_id is None for c in met):
            x, y = (line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2
            signs.append(Mark(round(x, 1), round(y, 1), GLYPHS[gravest], gravest))
    seats = {node.region: node for node in graph.nodes if node.key == node.region}
    for condition in conditions:
        if condition.area_id and condition.area_id in seats:
            node = seats[condition.area_id]
            x, y = _at(node.lat, node.lon)
            signs.append(Mark(x, y - 9, GLYPHS[condition.kind], condition.kind))
    inside = {"150102", "150103", "150104", "150105", "150202", "150203", "150204", "150207"}
    inside |= {"150205", "150600", "150627", "150902", "DAXING", "DALADX"}
    towns = [
        Mark(
            *_at(node.lat, node.lon),
            _short(node.name),
            "seat" if node.key[0] == "1" else "town",
        )
        for node in graph.nodes
        if node.key not in inside
    ]
    river = " ".join(f"{x},{y}" for x, y in (_place(*point) for point in graph.river))
    return {
        "lines": sorted(lines, key=lambda line: bool(line.state)),
        "signs": signs,
        "towns": towns,
        "river": river,
        "width": WIDTH,
        "height": HEIGHT,
    }


def stretches_now() -> list[dict[str, Any]]:
    """Return every stretch with its minutes now and what it suffers from. Two queries."""
    roads = roads_at(now(), exercise=None)
    graph, weights = roads.graph, roads.ways.weights
    return [
        {
            "key": edge.key,
            "ref": edge.ref,
            "name_zh": edge.name_zh,
            "name_en": edge.name_en,
            "start": graph.nodes[edge.start].key,
            "end": graph.nodes[edge.end].key,
            "km": edge.km,
            "minutes": round(m, 1) if math.isfinite(m := weight.minutes[1]) else None,
            "conditions": [roads.conditions[n].id for n in weight.because],
        }
        for edge, weight in zip(graph.edges, weights, strict=True)
    ]


def _row(row: RoadCondition, person: Person, at: datetime) -> Row:
    status = status_of(row, at)
    counts = status in {ConditionStatus.IN_FORCE, ConditionStatus.COMING}
    return Row(
        row=row,
        where=where(row.edges, row.area_id or ""),
        glyph=GLYPHS[row.kind],
        status=status,
        status_name=str(ConditionStatus(status).label),
        counts=counts,
        may_lift=counts and row.origin == person.origin,
    )


def _meets(graph: Graph, edge: Edge, condition: RoadCondition) -> bool:
    if condition.area_id:
        return graph.touches(edge, condition.area_id)
    return edge.key in condition.edges


def _line(graph: Graph, edge: Edge, state: str, beside: int) -> Line:
    x1, y1 = _place(*graph.xy[edge.start])
    x2, y2 = _place(*graph.xy[edge.end])
    long = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = BESIDE * beside * (y1 - y2) / long, BESIDE * beside * (x2 - x1) / long
    title = f"{edge.ref or edge.name} {graph.stretch(edge)} · {edge.km:g} km"
    ends = (round(x1 + dx, 1), round(y1 + dy, 1), round(x2 + dx, 1), round(y2 + dy, 1))
    return Line(*ends, edge.kind, state, title)


def _at(lat: float, lon: float) -> tuple[float, float]:
    return _place(lon * EAST_KM, lat * NORTH_KM)


def _place(x: float, y: float) -> tuple[float, float]:
    return (
        round((float(x) - WEST * EAST_KM) * SCALE, 1),
        round((NORTH * NORTH_KM - float(y)) * SCALE, 1),
    )


def _short(name: str) -> str:
    """Return a name as the map has room for it."""
    for word in ("\uff08示意\uff09", " (illustrative)", "枢纽", " junction", " Town"):
        name = name.replace(word, "")
    for word in (" Banner", " County", " District", " City", "区", "县", "市"):
        name = name.removesuffix(word)
    return name
