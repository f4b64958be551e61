"""What happened: the feed, and the bar of times."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One line of the live feed. ``group``: orders, reports, decisions or other."""

    room: str
    origin: str
    seq: int
    at: datetime
    group: str
    tag: str
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """An incident on the bar of times, at ``x`` of a thousand."""

    x: float
    level: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The last hours: entries per slice, hours on the axis, incidents as ticks."""

    busy: tuple[tuple[float, float], ...]
    hours: tuple[tuple[float, str], ...]
    ticks: tuple[Tick, ...]
