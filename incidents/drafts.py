"""What stands in the form of a new incident, read with patience."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from command.core.ids import new_id
from incidents import words
from incidents.figures import FIGURES
from incidents.places import Position

CHINA = ZoneInfo("Asia/Shanghai")
FIELDS = ("kind", "event_type", "place", "region", "lat", "lon", "grade", "title", "source")
COUNTED = ("trapped", "dead", "missing", "serious")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it was filled in; ``problems`` maps a field to what is wrong with it."""

    key: UUID
    kind: str
    event_type: str
    place: str
    region: str
    grade: int | None
    title: str
    source: str
    position: Position | None
    occurred_at: datetime | None
    occurred: str
    figures: dict[str, Decimal]
    written: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def counted(self) -> list[tuple[str, str, str, str]]:
        """The figures of the form: key, label, what was written, unit."""
        return [
            (key, str(FIGURES[key].label), self.written[key], words.unit(FIGURES[key].unit))
            for key in COUNTED
        ]


def read(given: Mapping[str, str]) -> Draft:
    """Read a form; what cannot be meant is a problem of its field."""
    text = {name: given.get(name, "").replace("\x00", "").strip() for name in FIELDS}
    problems: dict[str, str] = {}
    for name, value in text.items():
        if len(value) > (120 if name in {"title", "source"} else LONGEST):
            problems[name] = _("This is too long.")
            text[name] = value[:LONGEST]
    written = {name: given.get(name, "").strip()[:18] for name in COUNTED}
    counted = {name: _count(written[name], name, problems) for name in COUNTED}
    grade = text["grade"]
    return Draft(
        key=_key(given.get("key", "")),
        kind=text["kind"],
        event_type=text["event_type"],
        place=text["place"],
        region=text["region"],
        grade=int(grade) if grade in {"1", "2", "3", "4"} else None,
        title=text["title"],
        source=text["source"],
        position=_position(text["lat"], text["lon"]),
        occurred_at=_moment(given.get("occurred", ""), problems),
        occurred=given.get("occurred", "")[:40],
        figures={name: n for name, n in counted.items() if n is not None},
        written=written,
        problems=problems,
    )


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return new_id()


def _count(written: str, name: str, problems: dict[str, str]) -> Decimal | None:
    if not written:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal(-1)
    if (
        not number.is_finite()
        or number != number.to_integral_value()
        or not 0 <= number < 10**9
    ):
        problems[name] = _("A number of people is a whole number.")
        return None
    return number


def _position(lat: str, lon: str) -> Position | None:
    try:
        found = Position(float(lat), float(lon))
    except ValueError:
        return None
    return found if -90 <= found.lat <= 90 and -180 <= found.lon <= 180 else None


def _moment(written: str, problems: dict[str, str]) -> datetime | None:
    if not written.strip():
        return None
    try:
        found = parse_datetime(written.strip())
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        problems["occurred"] = _("This is no time.")
        return None
    return found if found.tzinfo else found.replace(tzinfo=CHINA)
