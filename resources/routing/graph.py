"""The main roads of the four cities as a graph: read once from the files shipped beside it.

Illustrative: places and kilometres are rounded, and the speeds are set so that the driving
times the cities know by heart come out. A city that has a routing service sets its address.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from command.core.regions import covers
from command.core.tongues import is_english

DATA: Final = Path(__file__).resolve().parent / "data"
Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

# Kilometres in a degree in the middle of the four cities; a plane will do.
NORTH_KM: Final = 111.2
EAST_KM: Final = 84.8


@dataclass(frozen=True, slots=True)
class Node:
    """A seat of government, a town or a junction."""

    key: str
    name_zh: str
    name_en: str
    lat: float
    lon: float
    region: str

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh


@dataclass(frozen=True, slots=True)
class Edge:
    """One stretch of one road between two nodes, the same both ways."""

    key: str
    ref: str
    name_zh: str
    name_en: str
    start: int
    end: int
    kind: str
    km: float
    kmh: float

    @property
    def road(self) -> str:
        """Which road this is a stretch of: its number, or itself."""
        return self.ref or self.key

    @property
    def name(self) -> str:
        """The name of the road in the language of the reader."""
        return self.name_en if is_english() else self.name_zh


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, and the same as arrays; ``xy`` is kilometres east and north."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    by_key: dict[str, int]
    xy: Floats
    starts: Ints
    ends: Ints
    river: Floats

    def stretch(self, edge: Edge) -> str:
        """Return between what an edge lies, in the language of the reader."""
        return f"{self.nodes[edge.start].name}—{self.nodes[edge.end].name}"

    def touches(self, edge: Edge, area: str) -> bool:
        """Return whether an edge begins or ends in the area."""
        ends = (self.nodes[edge.start].region, self.nodes[edge.end].region)
        return any(covers(area, region) for region in ends)


def plane(lat: float, lon: float) -> tuple[float, float]:
    """Return degrees as kilometres east and north."""
    return lon * EAST_KM, lat * NORTH_KM


def degrees(x: float, y: float) -> tuple[float, float]:
    """Return kilometres east and north as longitude and latitude."""
    return x / EAST_KM, y / NORTH_KM


@cache
def shipped() -> Graph:
    """Return the graph as shipped."""
    nodes = tuple(
        Node(
            row["key"],
            row["name_zh"],
            row["name_en"],
            float(row["lat"]),
            float(row["lon"]),
            row["region"],
        )
        for row in _rows("nodes.csv")
    )
    at = {node.key: index for index, node in enumerate(nodes)}
    edges = tuple(
        Edge(
            row["key"],
            row["ref"],
            row["name_zh"],
            row["name_en"],
            at[row["start"]],
            at[row["end"]],
            row["class"],
            float(row["km"]),
            float(row["kmh"]),
        )
        for row in _rows("roads.csv")
    )
    river = [plane(float(row["lat"]), float(row["lon"])) for row in _rows("river.csv")]
    return Graph(
        nodes=nodes,
        edges=edges,
        by_key={edge.key: index for index, edge in enumerate(edges)},
        xy=np.array([plane(node.lat, node.lon) for node in nodes]),
        starts=np.array([edge.start for edge in edges]),
        ends=np.array([edge.end for edge in edges]),
        river=np.array(river),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
