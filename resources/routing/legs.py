"""How long the way takes between places, whatever is there to say so."""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from resources.routing import routers
from resources.routing.access import access
from resources.routing.because import Reasons
from resources.routing.state import Roads, roads_at
from resources.routing.table import Table, table
from resources.routing.weights import before_start

Place = tuple[float, float]  # latitude, longitude, WGS 84 degrees

EARTH_KM = 6371.0
DETOUR = 1.35  # of a road over the great circle
LINE_KMH = 55.0
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One way: minutes, the range they may lie in, road kilometres, and who says so.

    ``by`` is ``osrm``, ``valhalla``, ``graph`` (the shipped main roads) or ``line`` (great
    circle times factor: shown as such). ``because`` names the conditions counted in, in the
    language of the reader. A way that is closed has ``minutes`` infinite.
    """

    minutes: float
    low: float
    high: float
    km: float
    by: str
    because: tuple[str, ...] = ()


def legs(
    starts: Sequence[Place],
    ends: Sequence[Place],
    *,
    convoy: bool = False,
    at: datetime | None = None,
    heavy: bool = False,
    exercise: UUID | None = None,
) -> list[list[Leg]]:
    """Return the leg of each start to each end. Bounded in time; never raises.

    ``at`` is when they leave; ``exercise`` the world whose road conditions count.
    """
    if not starts or not ends:
        return [[] for _ in starts]
    try:
        roads = roads_at(at or now(), exercise=exercise, convoy=convoy, heavy=heavy)
        return _legs(starts, ends, roads)
    except Exception:  # whoever asks for a time must get one, marked as a guess
        logger.warning("no travel times from the road graph", exc_info=True)
        return [[line(start, end) for end in ends] for start in starts]


def line(start: Place, end: Place) -> Leg:
    """Return the leg along the great circle times ``DETOUR``: the last resort."""
    km = great_circle_km(start, end) * DETOUR
    minutes = km / LINE_KMH * 60
    return Leg(minutes=minutes, low=minutes * 0.8, high=minutes * 1.5, km=km, by="line")


def great_circle_km(start: Place, end: Place) -> float:
    """Return the kilometres between two places over the sphere."""
    (lat1, lon1), (lat2, lon2) = start, end
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _legs(starts: Sequence[Place], ends: Sequence[Place], roads: Roads) -> list[list[Leg]]:
    local, slow = roads.local(), roads.slow()
    ways, clear = roads.ways, roads.clear
    by_graph = table(
        ways,
        access(ways.graph, ways.weights, starts, local, slow),
        access(ways.graph, ways.weights, ends, local, slow),
        local,
    )
    free = by_graph
    if clear is not ways:
        free = table(
            clear,
            access(clear.graph, clear.weights, starts, local),
            access(clear.graph, clear.weights, ends, local),
            local,
        )
    asked = routers.ask(starts, ends)
    plus = before_start(roads.factors, roads.mode)
    always = ((_("convoy"),) if roads.mode.convoy else ()) + (
        (_("heavy vehicles"),) if roads.mode.heavy else ()
    )
    reasons = Reasons(roads, always)
    return [
        [
            _leg(start, end, (row, column), by_graph, free, asked, plus, reasons)
            for column, end in enumerate(ends)
        ]
        for row, start in enumerate(starts)
    ]


def _leg(
    start: Place,
    end: Place,
    cell: tuple[int, int],
    by_graph: Table,
    free: Table,
    asked: routers.Answer | None,
    plus: int,
    reasons: Reasons,
) -> Leg:
    """Return one leg: a service's clear way as conditions make it, or the graph's."""
    if not free.reached[cell]:
        return line(start, end)
    low, mid, high = by_graph.low[cell], by_graph.mid[cell], by_graph.high[cell]
    if not math.isfinite(mid):
        # The way there would be, and what closes it.
        km, lost = float(free.km[cell]), math.inf
        because = reasons.of(free, *cell)
        return Leg(minutes=lost, low=lost, high=lost, km=km, by="graph", because=because)
    because = reasons.of(by_graph, *cell)
    km, scale, by = float(by_graph.km[cell]), 1.0, "graph"
    answer = asked.cells[cell[0]][cell[1]] if asked else None
    if asked and answer and free.mid[cell] > 0:
        by, scale = asked.by, answer.minutes / float(free.mid[cell])
        if answer.km is not None and free.km[cell] > 0:
            km = answer.km * km / float(free.km[cell])
    return Leg(
        minutes=float(mid) * scale + plus,
        low=float(low) * scale + plus,
        high=float(high) * scale + plus,
        km=km,
        by=by,
        because=because,
    )
