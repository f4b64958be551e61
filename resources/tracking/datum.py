"""From the shifted coordinates of Chinese map services to WGS 84, at the edge and nowhere else.

The public algorithm of GCJ-02 on the ellipsoid of Krasovsky; BD-09 is a further turn of
it. Its inverse is found by iteration: what is returned, shifted again, is what was given.
"""

from math import atan2, cos, pi, sin, sqrt

from resources.tracking.lifecycle import Datum

Place = tuple[float, float]  # latitude, longitude, degrees

AXIS = 6378245.0  # metres
ECCENTRICITY = 0.00669342162296594323  # squared
BAIDU = pi * 3000.0 / 180.0
CLOSE = 1e-10  # degrees
ROUNDS = 12
# Outside of this box nothing is shifted.
SOUTH, NORTH, WEST, EAST = 0.8293, 55.8271, 72.004, 137.8347


def to_wgs84(datum: str, lat: float, lon: float) -> Place:
    """Return a place of a source in WGS 84."""
    if datum == Datum.GCJ02:
        return from_gcj02(lat, lon)
    if datum == Datum.BD09:
        return from_gcj02(*_bd09_to_gcj02(lat, lon))
    return lat, lon


def is_outside(lat: float, lon: float) -> bool:
    """Return whether nothing is shifted there."""
    return not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST)


def to_gcj02(lat: float, lon: float) -> Place:
    """Return a WGS 84 place as GCJ-02."""
    if is_outside(lat, lon):
        return lat, lon
    north, east = _shift(lat, lon)
    return lat + north, lon + east


def from_gcj02(lat: float, lon: float) -> Place:
    """Return a GCJ-02 place in WGS 84."""
    if is_outside(lat, lon):
        return lat, lon
    found_lat, found_lon = lat, lon
    for _ in range(ROUNDS):
        shifted = to_gcj02(found_lat, found_lon)
        off_lat, off_lon = shifted[0] - lat, shifted[1] - lon
        found_lat, found_lon = found_lat - off_lat, found_lon - off_lon
        if abs(off_lat) < CLOSE and abs(off_lon) < CLOSE:
            break
    return found_lat, found_lon


def to_bd09(lat: float, lon: float) -> Place:
    """Return a WGS 84 place as BD-09; outside China it stays what it is."""
    if is_outside(lat, lon):
        return lat, lon
    lat, lon = to_gcj02(lat, lon)
    far = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * BAIDU)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BAIDU)
    return far * sin(angle) + 0.006, far * cos(angle) + 0.0065


def _bd09_to_gcj02(lat: float, lon: float) -> Place:
    if is_outside(lat, lon):
        return lat, lon
    y, x = lat - 0.006, lon - 0.0065
    guess_y, guess_x = y, x
    for _ in range(ROUNDS):
        far = sqrt(guess_x * guess_x + guess_y * guess_y) + 0.00002 * sin(guess_y * BAIDU)
        angle = atan2(guess_y, guess_x) + 0.000003 * cos(guess_x * BAIDU)
        off_y, off_x = far * sin(angle) - y, far * cos(angle) - x
        guess_y, guess_x = guess_y - off_y, guess_x - off_x
        if abs(off_y) < CLOSE and abs(off_x) < CLOSE:
            break
    return guess_y, guess_x


def _shift(lat: float, lon: float) -> Place:
    x, y = lon - 105.0, lat - 35.0
    radians = lat / 180.0 * pi
    magic = 1 - ECCENTRICITY * sin(radians) ** 2
    root = sqrt(magic)
    north = _north(x, y) * 180.0 / (AXIS * (1 - ECCENTRICITY) / (magic * root) * pi)
    east = _east(x, y) * 180.0 / (AXIS / root * cos(radians) * pi)
    return north, east


def _ripple(x: float) -> float:
    return (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0


def _north(x: float, y: float) -> float:
    found = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    found += _ripple(x)
    found += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return found + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _east(x: float, y: float) -> float:
    found = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    found += _ripple(x)
    found += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return found + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
