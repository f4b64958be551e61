"""The list of what is measured: every stream with its value, its limits and its alarm."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.tongues import of_reader
from incidents.monitoring.drawing import line
from incidents.monitoring.lifecycle import HELD, LISTED
from incidents.monitoring.models import Datastream
from incidents.monitoring.selectors.alarm_list import GRAVE
from incidents.monitoring.selectors.flood import FloodState, flood_state
from incidents.monitoring.selectors.reading import lately
from incidents.monitoring.selectors.rows import WAITING, Row, alarms_of, row_at, streams_of

MOST = 500  # rows of one list
# What a list can be narrowed to, by the word of its filter.
STATES = (
    "over", "unacknowledged", "acknowledged", "shelved", "disabled", "offline", "normal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the list is narrowed to; nothing given is everything."""

    city: str = ""
    state: str = ""
    quantity: str = ""
    sought: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows of a list, and figures over all that it could show."""

    flood: FloodState
    rows: list[Row]
    found: int
    total: int
    figures: Counter[str] = field(default_factory=Counter)
    quantities: list[tuple[str, str]] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Over how many minutes new alarms are counted."""
        return self.flood.window_s // 60

    @property
    def more(self) -> int:
        """How many rows are left out for length."""
        return self.found - len(self.rows)


def overview(person: Person, by: Narrow) -> Overview:
    """Return the streams that ``person`` may see, alarmed ones first. Few queries."""
    streams = list(streams_of(person, by.city))
    alarms = alarms_of([stream.pk for stream in streams])
    at = now()
    rows = [row_at(stream, alarms.get(stream.pk, []), at) for stream in streams]
    wanted = [row for row in rows if _wanted(row, by)]
    wanted.sort(key=_order)
    flood = flood_state(person)
    if flood.on:
        wanted = folded(wanted)
    shown = wanted[:MOST]
    lines = lately([row.stream for row in shown])
    return Overview(
        flood=flood,
        rows=[_drawn(row, lines.get(row.stream.pk, [])) for row in shown],
        found=len(wanted),
        total=len(rows),
        figures=Counter(state for row in rows for state in STATES if row.fits(state)),
        quantities=sorted({(key_of(s), quantity_of(s)) for s in streams}, key=lambda q: q[1]),
    )


def folded(rows: list[Row]) -> list[Row]:
    """Return the rows with those of one cause under the first of it; I and II stay alone.

    Nothing is left out: what lies under another follows it.
    """
    causes: dict[str, list[Row]] = {}
    for row in rows:
        if row.level and row.level > GRAVE and row.status in LISTED:
            causes.setdefault(row.cause, []).append(row)
    several = {cause: same for cause, same in causes.items() if len(same) > 1}
    found: list[Row] = []
    for row in rows:
        same = several.get(row.cause, [])
        if not any(one is row for one in same):
            found.append(row)
        elif same[0] is row:
            first = min(same, key=_raised)
            found.append(replace(first, folded=len(same) - 1))
            found += [replace(one, under=row.cause) for one in same if one is not first]
    return found


def _raised(row: Row) -> datetime:
    assert row.alarm is not None
    return row.alarm.alarm.raised_at


def key_of(stream: Datastream) -> str:
    """Return the word by which lists are narrowed to what a stream measures."""
    return stream.observed.code if stream.observed else stream.key


def quantity_of(stream: Datastream) -> str:
    """Return what a stream measures: the quantity's own name, or else the stream's."""
    if stream.observed:
        return of_reader(stream.observed.name_zh, stream.observed.name_en)
    return of_reader(stream.name, stream.name_en)


def _drawn(row: Row, recent: list[float]) -> Row:
    limits = (row.stream.warning, row.stream.guarantee)
    return replace(row, recent=line(recent, limits))


def _wanted(row: Row, by: Narrow) -> bool:
    if by.state and not row.fits(by.state):
        return False
    if by.quantity and key_of(row.stream) != by.quantity:
        return False
    return not by.sought or by.sought.casefold() in _names(row)


def _names(row: Row) -> str:
    place, stream = row.stream.station, row.stream
    where = regions.name(place.region_id) if place.region_id else ""
    names = (place.code, place.name_zh, place.name_en, where, stream.name, stream.name_en)
    return " ".join(names).casefold()


def _order(row: Row) -> tuple[int, int, int, str, str]:
    alarm = row.alarm
    rank = 3 if alarm is None else 2 if alarm.status in HELD else 1
    if alarm is not None and alarm.status in WAITING:
        rank = 0
    place = row.stream.station.code
    return (rank, row.level or 5, 0 if row.offline else 1, place, row.stream.key)
