"""What the joint command screen shows: frozen cards, made by selectors, drawn by templates.

A level is 1 to 4, gravest first; 0 stands for an event that nobody has graded yet.
Every card of a live thing carries the moment of its data and the interval in which
new data is expected, so that the page can say how old it is.
"""

from dataclasses import dataclass, field
from datetime import datetime

UNRATED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """When a value was last heard of, and the seconds within which it should be again."""

    at: datetime
    every: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many incidents of one level; ``joint`` when one of them is shared with a neighbour."""

    level: int
    count: int
    joint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident in the list. ``on_scene`` and ``en_route`` count teams."""

    id: str
    title: str
    level: int
    place: str
    status: str
    reported_at: datetime
    age: Age
    lat: float | None
    lon: float | None
    note: str = ""
    joint: bool = False
    exercise: bool = False
    alarmed: bool = False
    tasks_done: int = 0
    tasks_total: int = 0
    overdue: int = 0
    on_scene: int = 0
    en_route: int = 0

    @property
    def pinned(self) -> bool:
        """The two gravest levels stay on top of the list, whatever else happens."""
        return self.level in {1, 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """The incidents of the reader's sight, and their counts by level."""

    rows: tuple[IncidentRow, ...]
    levels: tuple[LevelCount, ...]
    last_title: str = ""
    last_ended_at: datetime | None = None

    @property
    def total(self) -> int:
        """How many there are; a joint incident counts once."""
        return sum(level.count for level in self.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTile:
    """One city in five numbers."""

    code: str
    key: str
    name: str
    levels: tuple[LevelCount, ...]
    available: int
    total: int
    tasks: int
    overdue: int
    age: Age

    @property
    def short(self) -> bool:
        """Whether less than a quarter of the city's forces is left."""
        return self.total > 0 and self.available * 4 < self.total


@dataclass(frozen=True, slots=True)
class Consequence:
    """One line of what a decision costs. ``tone``: empty, ``short`` or ``none``."""

    label: str
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that waits for the reader. ``key`` names it in the address of the answer.

    ``quantity`` is how much would be given, where that can be chosen.
    """

    kind: str
    key: str
    level: int
    title: str
    asker: str
    asked_at: datetime
    basis: str = ""
    approve: str = ""
    decline: str = ""
    may_decline: bool = True
    quantity: int | None = None
    consequences: tuple[Consequence, ...] = ()
    incident: str = ""


@dataclass(frozen=True, slots=True)
class ForceCell:
    """Available of total for one kind in one city. ``total`` 0 means the city has none."""

    available: int
    total: int
    stale: bool = False

    @property
    def tone(self) -> str:
        """``none`` left, ``short`` below a quarter, or empty."""
        if self.total and not self.available:
            return "none"
        return "short" if self.available * 4 < self.total else ""


@dataclass(frozen=True, slots=True)
class ForceRow:
    """One kind of force over the four cities, in the agreement's order."""

    kind: str
    name: str
    cells: tuple[ForceCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forces:
    """The matrix of forces."""

    cities: tuple[str, ...]
    rows: tuple[ForceRow, ...]
    age: Age


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One sensor with its last day. ``tone``: empty, ``warn`` or ``bad``."""

    id: str
    name: str
    quantity: str
    value: str
    unit: str
    age: Age
    level: int | None = None
    remark: str = ""
    tone: str = ""
    readings: tuple[float, ...] = ()
    limit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """The sensors that matter most now, and how many there are."""

    rows: tuple[Gauge, ...]
    over: int
    online: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure of an incident, with its source. ``share`` is 0 to 100, for a bar."""

    label: str
    value: str
    unit: str = ""
    remark: str = ""
    source: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """A closer look at the selected incident."""

    id: str
    title: str
    level: int
    place: str
    status: str
    reported_at: datetime
    age: Age
    lead: str = ""
    joint: bool = False
    exercise: bool = False
    facts: tuple[Fact, ...] = ()
    responses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmBar:
    """The most urgent unacknowledged alarm, and how many wait behind it."""

    id: str
    level: int
    tag: str
    title: str
    raised_at: datetime
    where: str = ""
    more: int = 0
    lat: float | None = None
    lon: float | None = None
    flash: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything on the joint command screen."""

    incidents: IncidentList
    cities: tuple[CityTile, ...]
    decisions: tuple[Decision, ...]
    forces: Forces
    gauges: Gauges
    times: Times
    alarm: AlarmBar | None = None
    peek: Peek | None = None
    feed: tuple[FeedLine, ...] = ()
    start: dict[str, object] = field(default_factory=dict)
