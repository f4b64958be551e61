"""The map of the printed sheet: black on white, drawn from the schematic that the screen uses.

Level by silhouette and digit, incidents by the letter of their row, warnings by outline, word
and silhouette: nothing is told by a colour.
"""

import json
import string
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

from django.utils.html import escape

from command.board.cards import IncidentRow
from command.core import regions
from incidents.warnings.selectors import WarnedArea

SCHEMATIC = Path(__file__).parents[1] / "static" / "command" / "map" / "schematic.json"
WEST, EAST, SOUTH, NORTH = 105.7, 115.3, 37.25, 43.65
STRETCH = cos(radians(40.5))
UNIT = 100.0  # drawn units in a degree of latitude
WIDTH, HEIGHT = (EAST - WEST) * UNIT * STRETCH, (NORTH - SOUTH) * UNIT
KM = UNIT / 111.2
APART = 19.0
STEPS = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
SHAPES = {
    1: '<path d="M0-10 10 0 0 10-10 0z"/>',
    2: '<path d="M0-10 10 8H-10z"/>',
    3: '<rect x="-8" y="-8" width="16" height="16"/>',
    4: '<circle r="8.5"/>',
    0: '<circle r="8.5" stroke-dasharray="2 2"/>',
}
DASHES = {1: "", 2: "7 3", 3: "4 3", 4: "1.5 3", 0: "1 4"}
STYLE = """
text { font-family: 'Noto Sans CJK SC', sans-serif; font-size: 9.5px; fill: #222; }
.land { fill: #f4f4f2; stroke: #555; stroke-width: .8; }
.river { fill: none; stroke: #7d8a96; stroke-width: 1.6; }
.road { fill: none; stroke: #b9b9b9; stroke-width: .7; }
.lake { fill: #dde3e8; } .seat { font-size: 8.4px; fill: #666; }
.city { font-size: 13px; font-weight: 700; fill: #444; }
.tick { stroke: #999; stroke-width: .4; } .deg { font-size: 8px; fill: #666; }
.warned { fill: none; stroke: #000; stroke-width: 1.6; }
.mark { fill: #fff; stroke: #000; stroke-width: 1.3; }
.mark--1 { fill: #000; }
.digit { font-size: 10px; font-weight: 700; text-anchor: middle; } .digit--1 { fill: #fff; }
.halo { stroke: #fff; stroke-width: 2.6; stroke-linejoin: round; }
.letter { font-size: 12px; font-weight: 700; fill: #000; }
"""


def letter_of(place: int) -> str:
    """Return the letter of a row: A to Z, then AA, AB and so on."""
    first, second = divmod(place, 26)
    letters = string.ascii_uppercase
    return (letters[first - 1] if first else "") + letters[second]


def draw(rows: Sequence[IncidentRow], warned: Iterable[WarnedArea], language: str) -> str:
    """Return the map as SVG."""
    parts = [*_base(language), *_ticks()]
    for area in warned:
        parts += _warned(area)
    parts += _marks(rows)
    parts += _scale()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>"
    )


def _xy(lon: float, lat: float) -> tuple[float, float]:
    return (lon - WEST) * UNIT * STRETCH, (NORTH - lat) * UNIT


@cache
def _features() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(SCHEMATIC.read_text(encoding="utf-8"))["features"]
    return found


def _of(layer: str) -> Iterator[dict[str, Any]]:
    return (one for one in _features() if one["properties"]["layer"] == layer)


def _path(ring: Iterable[Sequence[float]], close: str = "z") -> str:
    pairs = (_xy(point[0], point[1]) for point in ring)
    return "M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs) + close


def _base(language: str) -> Iterator[str]:
    for layer, close in (("land", "z"), ("lake", "z"), ("river", ""), ("road", "")):
        for one in _of(layer):
            shape = one["geometry"]["coordinates"]
            ring = shape[0] if one["geometry"]["type"] == "Polygon" else shape
            yield f'<path class="{layer}" d="{_path(ring, close)}"/>'
    for one in _of("label"):
        said = one["properties"]
        if said["kind"] not in {"city", "seat"} or said.get("rank") == "core":
            continue
        x, y = _xy(*one["geometry"]["coordinates"])
        name = escape(said["en"] if language == "en" else said["zh"])
        if said["kind"] == "seat":
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1" fill="#888"/>'
        yield f'<text class="{said["kind"]}" x="{x + 3:.1f}" y="{y + 2:.1f}">{name}</text>'


def _ticks() -> Iterator[str]:
    """Yield the degrees along the edge, and where they cross."""
    for lon in range(106, 116):
        x, _y = _xy(lon, NORTH)
        yield f'<path class="tick" d="M{x:.1f} 0v7M{x:.1f} {HEIGHT:.1f}v-7"/>'
        yield f'<text class="deg" x="{x + 2:.1f}" y="7">{lon}°E</text>'
    for lat in range(38, 44):
        _x, y = _xy(WEST, lat)
        yield f'<path class="tick" d="M0 {y:.1f}h7M{WIDTH:.1f} {y:.1f}h-7"/>'
        yield f'<text class="deg" x="2" y="{y - 2:.1f}">{lat}°N</text>'


def _rings(area: WarnedArea) -> list[list[Sequence[float]]]:
    """Return what a warning is drawn with: its shapes, or its cities whole."""
    drawn: list[list[Sequence[float]]] = [
        [(lon, lat) for lat, lon in ring] for ring in area.polygons if len(ring) > 2
    ]
    if drawn or area.circles:
        return drawn
    whole = regions.REGION in area.regions
    codes = {regions.city_of(code) for code in area.regions}
    return [
        one["geometry"]["coordinates"][0]
        for one in _of("land")
        if whole or one["properties"]["code"] in codes
    ]


def _warned(area: WarnedArea) -> Iterator[str]:
    dash = DASHES.get(area.level, "")
    places: list[tuple[float, float]] = []
    for ring in _rings(area):
        yield f'<path class="warned" stroke-dasharray="{dash}" d="{_path(ring)}"/>'
        places += [_xy(point[0], point[1]) for point in ring]
    for lat, lon, metres in area.circles:
        x, y = _xy(lon, lat)
        radius = metres / 1000 * KM
        yield (
            f'<circle class="warned" stroke-dasharray="{dash}" cx="{x:.1f}" cy="{y:.1f}" '
            f'r="{radius:.1f}"/>'
        )
        places.append((x, y - radius))
    if places:
        x, top = sum(p[0] for p in places) / len(places), min(p[1] for p in places)
        yield _flag(x, max(top, 24), f"{area.colour} {area.event}")


def _flag(x: float, y: float, words: str) -> str:
    """Return the words of a warning in a box on the upper edge of its area."""
    width = 8 + sum(9.5 if letter > "\u2e80" else 5.4 for letter in words)
    return (
        f'<g transform="translate({x - width / 2:.1f},{y - 8:.1f})">'
        f'<rect width="{width:.1f}" height="15" fill="#fff" stroke="#000" stroke-width=".8"/>'
        f'<text x="4" y="11">{escape(words)}</text></g>'
    )


def _sign(x: float, y: float, level: int) -> str:
    look = f"--{level}" if level == 1 else ""
    drop = 5.5 if level == 2 else 3.6
    return (
        f'<g transform="translate({x:.1f},{y:.1f})">'
        f'<g class="mark mark{look}">{SHAPES[level]}</g>'
        f'<text class="digit digit{look}" y="{drop}">{level or "?"}</text></g>'
    )


def _marks(rows: Sequence[IncidentRow]) -> Iterator[str]:
    taken: list[tuple[float, float]] = []
    for place, row in enumerate(rows):
        if row.lat is None or row.lon is None:
            continue
        x, y = _xy(row.lon, row.lat)
        spots = [(x + dx * APART * 1.8, y + dy * APART) for dx, dy in STEPS]
        x, y = next((s for s in spots if all(_far(s, other) for other in taken)), spots[0])
        taken.append((x, y))
        yield _sign(x, y, row.level)
        for look in ("letter halo", "letter"):
            at = f'x="{x + 11:.1f}" y="{y + 4:.1f}"'
            yield f'<text class="{look}" {at}>{letter_of(place)}</text>'


def _far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) >= APART * 1.5 or abs(one[1] - other[1]) >= APART * 0.9


def _scale() -> Iterator[str]:
    x, y, hundred = 22.0, HEIGHT - 20, 100 * KM
    yield f'<path d="M{x} {y - 5}v5h{hundred:.1f}v-5" fill="none" stroke="#000"/>'
    yield f'<text x="{x + hundred + 5:.1f}" y="{y}">100 km</text>'
    north = f"translate({WIDTH - 30:.0f},40)"
    arrow = '<path d="M0-18 6 8 0 3-6 8z"/><text class="digit" y="20">N</text>'
    yield f'<g transform="{north}">{arrow}</g>'
