"""Places as people write them: coordinates in any of the usual forms. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
# Around the four cities with a little room: south, north, west, east in degrees, WGS 84.
BOX = (37.3, 43.6, 106.4, 115.1)
# What word processors and input methods write for signs that are typed.
_MARKS = str.maketrans(
    "\u2032\u2018\u2019\u00b4\uff07\u2033\u201c\u201d\u00ba\u02da\uff0c\u3001\uff1b\u3002\uff1a\u2212",
    "'''''\"\"\"°°,,;.:-",
)
_SIDE = r"(?:lat(?:itude)?|lon(?:gitude)?|lng|[NSEWnsew]|北纬|南纬|东经|西经|纬度?|经度?)"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*[:=]?\s*"
    r"(?P<degrees>[+-]?\d{1,3}(?:\.\d{1,12})?)\s*"
    r"(?:(?:°|度)\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d{1,10})?)\s*(?:'|分)\s*"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d{1,8})?)\s*(?:\"|''|秒)\s*)?)?)?"
    r"(?P<after>[NSEWnsew](?![A-Za-z]))?"
)
_LAT = ("n", "s", "北纬", "南纬", "纬", "纬度")
_NEGATIVE = {"s", "w", "南纬", "西经"}
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Position:
    """A position in degrees, WGS 84. ``swapped``: longitude stood first, without a sign."""

    lat: float
    lon: float
    swapped: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether it lies in the box around the four cities."""
        south, north, west, east = BOX
        return south <= self.lat <= north and west <= self.lon <= east


@dataclass(frozen=True, slots=True)
class _Angle:
    degrees: float
    side: str

    @property
    def is_lat(self) -> bool:
        return self.side in _LAT or self.side.startswith("lat")


def position(text: str) -> Position | None:
    """Read a pair of coordinates: decimal or degrees, minutes, seconds; any order.

    Full-width digits and commas are read too. Without letters the first is the latitude,
    unless only the other order lies on the earth or among the four cities: then ``swapped``
    says that the two were exchanged. ``None`` when the text is no pair of coordinates.
    """
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).strip()
    angles = _angles(plain)
    if angles is None:
        return None
    first, second = angles
    if first.side and second.side and first.is_lat == second.is_lat:
        return None
    named = first.side or second.side
    lat_first = first.is_lat if first.side else not second.is_lat
    if named:
        lat, lon = (first, second) if lat_first else (second, first)
        return _on_earth(lat.degrees, lon.degrees, swapped=False)
    return _guessed(first.degrees, second.degrees)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance over the ground."""
    south, north = radians(lat), radians(other_lat)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _guessed(first: float, second: float) -> Position | None:
    straight = _on_earth(first, second, swapped=False)
    turned = _on_earth(second, first, swapped=True)
    if turned and turned.is_inside and not (straight and straight.is_inside):
        return turned
    return straight or turned


def _on_earth(lat: float, lon: float, *, swapped: bool) -> Position | None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return Position(round(lat, 6), round(lon, 6), swapped)


def _angles(text: str) -> tuple[_Angle, _Angle] | None:
    found = _ANGLE.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    bare = rest.lstrip(" \t\n,;/|")
    parted = bare != rest or found[0] != found[0].rstrip()
    other = _ANGLE.fullmatch(bare.rstrip(" ,;."))
    told = found["after"] or found["minutes"]
    if other is None or not (parted or told or other["before"]):
        return None
    one, two = _angle(found), _angle(other)
    return (one, two) if one and two else None


def _angle(found: re.Match[str]) -> _Angle | None:
    minutes, seconds = float(found["minutes"] or 0), float(found["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    given = float(found["degrees"])
    size = abs(given) + minutes / 60 + seconds / 3600
    side = (found["before"] or found["after"] or "").lower()
    negative = given < 0 or side in _NEGATIVE
    return _Angle(-size if negative else size, side)
