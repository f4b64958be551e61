"""How far one gets from a place in so many minutes: for the map, illustrative."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point, Polygon
from django.utils.timezone import now

from resources.routing.access import Local, access
from resources.routing.graph import Graph, degrees, plane
from resources.routing.state import roads_at

Place = tuple[float, float]
STEP_KM: Final = 6.0  # between two points along a stretch
WIDEST_KM: Final = 10.0  # so far one is followed off the main roads
CORNERS: Final = 6  # of a quarter of a circle


@dataclass(frozen=True, slots=True)
class Reach:
    """What is reached: towns with their minutes, and the area around the roads."""

    minutes: int
    nodes: tuple[tuple[str, float], ...]
    area: MultiPolygon


def reach(
    place: Place, minutes: int, *, at: datetime | None = None, exercise: UUID | None = None
) -> Reach:
    """Return what is reached from a place within ``minutes``. Two queries."""
    return reaches(place, [minutes], at=at, exercise=exercise)[0]


def reaches(
    place: Place,
    limits: Sequence[int],
    *,
    at: datetime | None = None,
    exercise: UUID | None = None,
) -> list[Reach]:
    """Return what is reached within each of several times."""
    roads = roads_at(at or now(), exercise=exercise)
    ways, graph = roads.ways, roads.graph
    local = roads.local()
    here = access(graph, ways.weights, [place], local, roads.slow())
    times = (here.mid[0][:, None] + ways.mid).min(axis=0)
    ranges = [weight.minutes[1] for weight in ways.weights]
    points = list(_points(graph, times, ranges))
    points.append((*plane(*place), 0.0))
    return [_reach(graph, times, points, limit, local) for limit in limits]


def feature(found: Reach) -> dict[str, Any]:
    """Return a reach as a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {
            "minutes": found.minutes,
            "nodes": [{"key": key, "minutes": round(m, 1)} for key, m in found.nodes],
            "illustrative": True,
        },
        "geometry": {"type": "MultiPolygon", "coordinates": _plain(found.area.coords)},
    }


def _points(
    graph: Graph, times: "np.ndarray[Any, Any]", ranges: list[float]
) -> Iterable[tuple[float, float, float]]:
    """Yield points along the open stretches, with the minutes to each."""
    for index, edge in enumerate(graph.edges):
        whole = ranges[index]
        begin, end = graph.xy[edge.start], graph.xy[edge.end]
        steps = max(1, math.ceil(edge.km / STEP_KM))
        for n in range(steps + 1):
            share = n / steps
            if math.isfinite(whole):
                there = min(
                    times[edge.start] + share * whole, times[edge.end] + (1 - share) * whole
                )
            elif n in {0, steps}:
                there = times[edge.start if n == 0 else edge.end]
            else:
                continue
            x, y = begin + share * (end - begin)
            yield float(x), float(y), float(there)


def _reach(
    graph: Graph,
    times: "np.ndarray[Any, Any]",
    points: list[tuple[float, float, float]],
    limit: int,
    local: Local,
) -> Reach:
    circles = [
        Point(x, y).buffer(min((limit - there) / local.mid, WIDEST_KM) + 0.2, CORNERS)
        for x, y, there in points
        if there < limit
    ]
    shape: GEOSGeometry = MultiPolygon(circles).unary_union.simplify(
        0.3, preserve_topology=True
    )
    parts = [shape] if isinstance(shape, Polygon) else list(shape)  # type: ignore[call-overload]  # a MultiPolygon
    area = MultiPolygon([_on_earth(part) for part in parts], srid=4326)
    near = [
        (node.key, float(minutes))
        for node, minutes in zip(graph.nodes, times, strict=True)
        if minutes <= limit
    ]
    return Reach(limit, tuple(sorted(near, key=lambda item: item[1])), area)


def _on_earth(part: Polygon) -> Polygon:
    return Polygon(*[[degrees(x, y) for x, y in ring] for ring in part.coords], srid=4326)


def _plain(coords: Any) -> Any:
    if isinstance(coords[0], int | float):
        return [round(coords[0], 4), round(coords[1], 4)]
    return [_plain(part) for part in coords]
