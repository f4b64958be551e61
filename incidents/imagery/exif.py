"""What a file says of the time and place it was taken: a claim of the device, never proof."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final
from zoneinfo import ZoneInfo

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from command.core.media import BROKEN, OPENED
from command.core.times import iso

# Cameras write wall time; without an offset it is taken for Beijing time.
HOME: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Claim:
    """When and where the file says it was taken; WGS 84 degrees."""

    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the claim as a change holds it."""
        return {
            "exif_taken_at": iso(self.taken_at) if self.taken_at else None,
            "exif_lat": self.lat,
            "exif_lon": self.lon,
        }


def read(file: BinaryIO) -> Claim:
    """Return what the EXIF block of a picture claims; an empty claim when it has none."""
    try:
        with Image.open(file, formats=OPENED) as opened:
            block = opened.getexif()
            taken = block.get_ifd(IFD.Exif)
            place = block.get_ifd(IFD.GPSInfo)
            at = _time(
                taken.get(Base.DateTimeOriginal) or block.get(Base.DateTime),
                taken.get(Base.OffsetTimeOriginal),
            )
            lat = _degrees(place.get(GPS.GPSLatitude), place.get(GPS.GPSLatitudeRef), 90)
            lon = _degrees(place.get(GPS.GPSLongitude), place.get(GPS.GPSLongitudeRef), 180)
    except (*BROKEN, ZeroDivisionError, AttributeError):
        return Claim()
    return Claim(at, lat, lon) if lat is not None and lon is not None else Claim(at)


def _time(said: Any, offset: Any) -> datetime | None:
    try:
        at = datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  below
    except ValueError:
        return None
    try:
        zoned = datetime.strptime(str(offset).strip("\0 "), "%z").tzinfo
    except ValueError:
        zoned = None
    return at.replace(tzinfo=zoned or HOME)


def _degrees(parts: Any, side: Any, most: int) -> float | None:
    if not parts or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if str(side).strip("\0 ").upper() in {"S", "W"} else value, 6)
