"""A sketch of where an incident lies: river, seats and the point, drawn to scale."""

import io
import json
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from command.core import regions
from incidents.models import Incident

SIZE = (1500, 900)  # pixels
HALF_KM = 60.0  # from the point to the edge, east and west
KM_PER_DEGREE = 111.32  # of latitude
SCHEMATIC = Path(settings.BASE_DIR) / "command/static/command/map/schematic.json"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
BLUE, BLACK, GREY, RED = (70, 130, 190), (20, 20, 20), (150, 150, 150), (190, 30, 30)
LINES = {"river": (BLUE, 9), "road": (GREY, 3), "edge": (GREY, 2)}


def sketch(incident: Incident) -> bytes | None:
    """Return a PNG of the surroundings, north up; nothing for an incident without a point."""
    if incident.point is None:
        return None
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    frame = _Frame(incident.point.y, incident.point.x)
    base = _schematic()
    for layer, line in base.lines:
        colour, width = LINES[layer]
        draw.line([frame.place(*point) for point in line], fill=colour, width=width)
    taken: list[tuple[float, float, float, float]] = []
    for code, (lat, lon) in base.seats.items():
        x, y = frame.place(lat, lon)
        if 0 < x < SIZE[0] and 0 < y < SIZE[1]:
            draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill=BLACK)
            _label(draw, regions.name(code), (x, y), taken)
    _mark(draw)
    _legend(draw, frame)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


class _Base(NamedTuple):
    """What of the schematic map is drawn; (lat, lon), WGS 84 degrees."""

    lines: list[tuple[str, list[tuple[float, float]]]]
    seats: dict[str, tuple[float, float]]


class _Frame:
    """Where degrees lie on the sheet: equirectangular around the point."""

    def __init__(self, lat: float, lon: float) -> None:
        self.lat, self.lon = lat, lon
        self.scale = SIZE[0] / (2 * HALF_KM)  # pixels per kilometre
        self.across = KM_PER_DEGREE * math.cos(math.radians(lat))

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        east, north = (lon - self.lon) * self.across, (lat - self.lat) * KM_PER_DEGREE
        return SIZE[0] / 2 + east * self.scale, SIZE[1] / 2 - north * self.scale


def _label(
    draw: ImageDraw.ImageDraw,
    text: str,
    at: tuple[float, float],
    taken: list[tuple[float, float, float, float]],
) -> None:
    """Write a name beside its dot: right, left, above or below; not over another name."""
    font = _font(26)
    wide = draw.textlength(text, font=font)
    x, y = at
    sides = ((12, -18), (-wide - 12, -18), (-wide / 2, -48), (-wide / 2, 8))
    for right, down in sides:
        box = (x + right, y + down, x + right + wide, y + down + 36)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            draw.text(box[:2], text, fill=BLACK, font=font)
            return


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _mark(draw: ImageDraw.ImageDraw) -> None:
    x, y = SIZE[0] / 2, SIZE[1] / 2
    draw.polygon([(x, y - 26), (x + 26, y), (x, y + 26), (x - 26, y)], fill=RED)
    draw.polygon([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], fill="white")


def _legend(draw: ImageDraw.ImageDraw, frame: _Frame) -> None:
    bar = 20 * frame.scale
    left, low = 40, SIZE[1] - 40
    draw.line((left, low, left + bar, low), fill=BLACK, width=4)
    for x in (left, left + bar / 2, left + bar):
        draw.line((x, low - 10, x, low), fill=BLACK, width=4)
    draw.text((left + bar + 14, low - 26), "20 km", fill=BLACK, font=_font(26))
    x = SIZE[0] - 60
    draw.polygon([(x, 30), (x + 16, 78), (x, 66), (x - 16, 78)], fill=BLACK)
    draw.text((x - 10, 84), "N", fill=BLACK, font=_font(30))
    degrees = f"{frame.lat:.4f} N  {frame.lon:.4f} E"
    draw.text((SIZE[0] - 430, low - 26), degrees, fill=BLACK, font=_font(26))
    draw.rectangle((0, 0, SIZE[0] - 1, SIZE[1] - 1), outline=GREY, width=3)


@cache
def _schematic() -> _Base:
    features = json.loads(SCHEMATIC.read_text(encoding="utf-8"))["features"]
    lines, seats = [], {}
    for feature in features:
        told, where = feature["properties"], feature["geometry"]["coordinates"]
        if told["layer"] in LINES:
            lines.append((told["layer"], [(lat, lon) for lon, lat in where]))
        elif told.get("kind") == "seat":
            seats[told["code"]] = (where[1], where[0])
    return _Base(lines, seats)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    # Index 2 of the collection is the face for simplified Chinese.
    return (
        ImageFont.truetype(FONT, size, index=2) if FONT.exists() else ImageFont.load_default()
    )
