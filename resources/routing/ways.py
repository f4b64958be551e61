"""Shortest ways over the graph under one set of weights: all pairs, once."""

import heapq
import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from resources.routing.graph import Floats, Graph, Ints
from resources.routing.weights import Weight

NONE: Final = -1


@dataclass(frozen=True)
class Ways:
    """The quickest way between every two nodes: minutes at best, likely and at worst, and km.

    ``via[u, v]`` is the last edge of the way from ``u`` to ``v``. Where there is no way
    the minutes are infinite.
    """

    graph: Graph
    weights: list[Weight]
    low: Floats
    mid: Floats
    high: Floats
    km: Floats
    via: Ints
    _paths: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def path(self, start: int, end: int) -> tuple[int, ...]:
        """Return the edges of the way from node to node, last first; none where none is."""
        known = self._paths.get((start, end))
        if known is None:
            found, at = [], end
            while at != start and (edge := int(self.via[start, at])) != NONE:
                found.append(edge)
                at = self._other(edge, at)
            known = self._paths[start, end] = tuple(found)
        return known

    def _other(self, edge: int, node: int) -> int:
        there = self.graph.edges[edge]
        return there.start if there.end == node else there.end


def all_ways(graph: Graph, weights: list[Weight]) -> Ways:
    """Return the quickest ways between all nodes (Dijkstra from each)."""
    count = len(graph.nodes)
    links: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for index, edge in enumerate(graph.edges):
        if math.isfinite(weights[index].minutes[1]):
            links[edge.start].append((edge.end, index))
            links[edge.end].append((edge.start, index))
    low, mid, high, km = (np.full((count, count), math.inf) for _ in range(4))
    via = np.full((count, count), NONE, dtype=np.intp)
    for start in range(count):
        _from(start, graph, weights, links, (low, mid, high, km), via)
    return Ways(graph, weights, low, mid, high, km, via)


def _from(
    start: int,
    graph: Graph,
    weights: list[Weight],
    links: list[list[tuple[int, int]]],
    into: tuple[Floats, Floats, Floats, Floats],
    via: Ints,
) -> None:
    low, mid, high, km = (matrix[start] for matrix in into)
    low[start] = mid[start] = high[start] = km[start] = 0.0
    waiting, done = [(0.0, start)], set()
    while waiting:
        minutes, here = heapq.heappop(waiting)
        if here in done:
            continue
        done.add(here)
        for there, index in links[here]:
            edge = weights[index].minutes
            if minutes + edge[1] < mid[there]:
                mid[there] = minutes + edge[1]
                low[there], high[there] = low[here] + edge[0], high[here] + edge[2]
                km[there] = km[here] + graph.edges[index].km
                via[start, there] = index
                heapq.heappush(waiting, (float(mid[there]), there))
