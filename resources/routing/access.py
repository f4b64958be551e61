"""From any point to the main roads: by local roads to the nearest stretches and towns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from resources.routing.graph import Flags, Floats, Graph, Ints, plane
from resources.routing.weights import Factor, Weight

STRETCHES: Final = 5  # how many stretches and towns a place is led to
TOWNS: Final = 3
FARTHEST_KM: Final = 100.0  # beyond it a place does not lie on this map


@dataclass(frozen=True)
class Local:
    """The way by local roads: minutes and road km for each km as a bird flies."""

    low: float
    mid: float
    high: float
    km: float

    @classmethod
    def by(cls, rule: Factor) -> "Local":
        """Return it by its rule."""
        pace = 60 / (rule.cap_kmh or 40)
        return cls(rule.low * pace, rule.mid * pace, rule.high * pace, rule.mid)


@dataclass(frozen=True)
class Access:
    """Of each point: minutes and km to each node (infinite where none), and how it gets there.

    ``edges`` and ``along`` are the stretches a point is led to and where on them, ``straight``
    how far that is; ``xy`` the points themselves, ``slow`` how much
    longer local roads take around them. ``by`` is the stretch driven to a node.
    """

    xy: Floats
    low: Floats
    mid: Floats
    high: Floats
    km: Floats
    by: Ints
    edges: Ints
    along: Floats
    straight: Floats
    slow: Floats


def access(
    graph: Graph,
    weights: list[Weight],
    places: Sequence[tuple[float, float]],
    local: Local,
    slow: Floats | None = None,
) -> Access:
    """Return how the places reach the nodes; ``slow`` by node, where roads are bad."""
    xy = np.array([plane(lat, lon) for lat, lon in places]).reshape(-1, 2)
    count, nodes = len(xy), len(graph.nodes)
    low, mid, high, km = (np.full((count, nodes), math.inf) for _ in range(4))
    by = np.full((count, nodes), -1, dtype=np.intp)
    edges, along, straight = _nearest_stretches(graph, weights, xy)
    ranges = np.array([weight.minutes for weight in weights])
    lengths = np.array([edge.km for edge in graph.edges])
    rows = np.arange(count)
    far_to_nodes = np.linalg.norm(xy[:, None] - graph.xy[None], axis=2)
    around = np.ones(count) if slow is None else slow[far_to_nodes.argmin(axis=1)]
    found = Access(xy, low, mid, high, km, by, edges, along, straight, around)
    for n in range(edges.shape[1]):
        edge, part, far = edges[:, n], along[:, n], straight[:, n]
        for ends, share in ((graph.starts, part), (graph.ends, 1 - part)):
            with np.errstate(invalid="ignore"):  # a share of nothing of a closed stretch
                minutes = ranges[edge] * share[:, None]
            _offer(found, rows, ends[edge], far, minutes, lengths[edge] * share, local, edge)
    far_to_nodes[crossing(graph, xy[:, None], graph.xy[None])] += 2 * FARTHEST_KM
    nearest = np.argsort(far_to_nodes, axis=1)[:, :TOWNS]
    nothing, nowhere = np.zeros((count, 3)), np.full(count, -1, dtype=np.intp)
    for n in range(nearest.shape[1]):
        node = nearest[:, n]
        far = far_to_nodes[rows, node]
        far = np.where(far <= FARTHEST_KM, far, math.inf)
        _offer(found, rows, node, far, nothing, np.zeros(count), local, nowhere)
    return found


def crossing(graph: Graph, begin: Floats, end: Floats) -> Flags:
    """Return whether each straight line from ``begin`` to ``end`` crosses the Yellow River."""
    river, nexts = graph.river[:-1], graph.river[1:]
    begin, end = begin[..., None, :], end[..., None, :]
    apart = _side(river, nexts, begin) * _side(river, nexts, end) < 0
    astride = _side(begin, end, river) * _side(begin, end, nexts) < 0
    return np.asarray((apart & astride).any(axis=-1), dtype=np.bool_)


def _side(a: Floats, b: Floats, p: Floats) -> Floats:
    turned: Floats = (b[..., 0] - a[..., 0]) * (p[..., 1] - a[..., 1]) - (
        b[..., 1] - a[..., 1]
    ) * (p[..., 0] - a[..., 0])
    return turned


def _nearest_stretches(
    graph: Graph, weights: list[Weight], xy: Floats
) -> tuple[Ints, Floats, Floats]:
    begin, end = graph.xy[graph.starts], graph.xy[graph.ends]
    run = end - begin
    part = ((xy[:, None] - begin[None]) * run[None]).sum(axis=2) / (run**2).sum(axis=1)
    part = np.clip(part, 0, 1)
    foot = begin[None] + part[..., None] * run[None]
    far = np.linalg.norm(xy[:, None] - foot, axis=2)
    closed = np.array([not math.isfinite(weight.minutes[1]) for weight in weights])
    barred = closed[None, :] | (far > FARTHEST_KM)
    # A stretch across the river is of use only where nothing lies on this side.
    rank = np.where(
        barred, math.inf, far + crossing(graph, xy[:, None], foot) * 2 * FARTHEST_KM
    )
    chosen = np.argsort(rank, axis=1)[:, :STRETCHES]
    rows = np.arange(len(xy))[:, None]
    return (
        chosen,
        part[rows, chosen],
        np.where(rank[rows, chosen] <= FARTHEST_KM, far[rows, chosen], math.inf),
    )


def _offer(
    found: Access,
    rows: Ints,
    node: Ints,
    far: Floats,
    minutes: Floats,
    km: Floats,
    local: Local,
    edge: Ints,
) -> None:
    """Take a way to a node where it is quicker than what is known."""
    with np.errstate(invalid="ignore"):
        mid = far * local.mid * found.slow + minutes[:, 1]
        better = mid < found.mid[rows, node]
    at, to = rows[better], node[better]
    found.mid[at, to] = mid[better]
    found.low[at, to] = far[better] * local.low * found.slow[better] + minutes[better, 0]
    found.high[at, to] = far[better] * local.high * found.slow[better] + minutes[better, 2]
    found.km[at, to] = far[better] * local.km + km[better]
    found.by[at, to] = edge[better]
