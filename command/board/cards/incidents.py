"""Incidents: the list, and a closer look at one."""

from dataclasses import dataclass
from datetime import datetime

from command.board.cards.common import Age, LevelCount
from command.board.cards.room import Picture


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
    next_due: datetime | None = None
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
    pictures: tuple[Picture, ...] = ()
