"""Where a position lies, and which region a name means."""

import re
from dataclasses import dataclass

from command.core import regions
from command.core.models import Region
from incidents.pinyin import matches
from incidents.places import Position, distance_km, position

FEW = 8
WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Where:
    """The banner or city that something lies in, and how that is known.

    ``by`` is ``seat`` when it is the banner whose seat is nearest, as long as no
    boundaries are loaded: to be checked; ``name`` when the region was named.
    """

    region: str
    city: str
    by: str
    lat: float | None
    lon: float | None
    seat_km: float | None
    swapped: bool
    inside: bool

    @property
    def name(self) -> str:
        """City and banner, in the language of the reader."""
        own, city = regions.name(self.region), regions.name(self.city)
        return own if self.region == self.city else f"{city} {own}"


def located(at: Position) -> Where:
    """Return the banner whose seat is nearest to a position. One query."""
    seats = Region.objects.filter(level=Region.Level.COUNTY, seat__isnull=False)
    near = min(
        (distance_km(at.lat, at.lon, seat.y, seat.x), code)
        for code, seat in seats.values_list("code", "seat")
        if seat is not None
    )
    return Where(
        region=near[1],
        city=regions.city_of(near[1]),
        by="seat",
        lat=at.lat,
        lon=at.lon,
        seat_km=round(near[0], 1),
        swapped=at.swapped,
        inside=at.is_inside,
    )


def named(text: str) -> list[str]:
    """Return the codes of the regions that a text may mean, the likeliest first. One query."""
    sought = " ".join(text.split()).lower()
    if not sought or "\x00" in sought:
        return []
    rows = Region.objects.exclude(level=Region.Level.REGION)
    names = list(rows.values_list("code", "name_zh", "name_en"))
    whole = [c for c, zh, en in names if sought in {c, zh.lower(), en.lower()}]
    if whole:
        return whole
    found = [c for c, zh, en in names if matches(zh, sought) or en.lower().startswith(sought)]
    if not found:  # "石拐区后坝沟", "Dalad Banner Zhaojun": the region, and then the place
        told = {c: n for c, zh, en in names if (n := _length_in(sought, zh, en.lower()))}
        found = sorted(told, key=lambda code: (code.endswith("00"), -told[code]))
    return found[:FEW]


def _length_in(text: str, zh: str, en: str) -> int:
    """Return how much of a name stands in a text: all of it, or all but what kind it is."""
    short = en.rpartition(" ")[0]
    ways = (
        (zh in text, zh),
        (len(zh) > 2 and zh[:-1] in text, zh[:-1]),
        (en in text, en),
        (len(short) > 3 and f" {short} " in f" {' '.join(WORDS.findall(text))} ", short),
    )
    return next((len(name) for stands, name in ways if stands), 0)


def found(text: str) -> Where | None:
    """Return where a text lies: coordinates, or the name of a region. ``None``: unclear."""
    at = position(text)
    if at is not None:
        return located(at)
    codes = named(text)
    if not codes:
        return None
    code = codes[0]
    return Where(
        region=code,
        city=regions.city_of(code),
        by="name",
        lat=None,
        lon=None,
        seat_km=None,
        swapped=False,
        inside=True,
    )
