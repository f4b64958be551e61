"""What the arithmetic of reporting clocks is about: rules, courses, clocks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from incidents.reports.lifecycle import ClockState

GRAVE = ("dead", "missing", "serious")  # whose change must be supplemented


class RuleLike(Protocol):
    """What the arithmetic asks of a rule (see ``ReportRule``)."""

    code: str
    basis: str
    family: str
    grades: str
    sensitive: bool
    kind: str
    from_level: str
    to_level: str
    minutes: int | None
    daily_at: str
    window_days: int | None
    warn_minutes: int
    medium: str
    counts_from: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report that was made: who told whom, by what medium, when."""

    sender: str
    to: str
    kind: str
    medium: str  # phone or written
    at: datetime
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What the clocks of one incident need to know of it.

    ``places`` maps a level to who stands there. ``grades`` are the grades by time,
    ``changes`` the times at which casualties changed. ``pace`` is scenario seconds per
    second: an exercise that is played fast has shorter minutes.
    """

    family: str
    places: dict[str, str]
    occurred_at: datetime
    reported_at: datetime
    grades: tuple[tuple[datetime, int | None], ...]
    told: tuple[Told, ...] = ()
    changes: tuple[datetime, ...] = ()
    stable_at: datetime | None = None
    ended_at: datetime | None = None
    sensitive_at: datetime | None = None
    pace: float = 1.0

    def span(self, **length: float) -> timedelta:
        """Return a length of time as it runs in this incident."""
        return timedelta(**length) / self.pace


@dataclass(frozen=True, slots=True)
class Clock:
    """One report that is owed: by whom, to whom, by when, and how it stands."""

    rule: str
    basis: str
    sender: str
    to: str
    kind: str
    medium: str
    since: datetime
    due_at: datetime
    warn_at: datetime
    at_once: bool
    state: ClockState
    met_at: datetime | None = None
    met_by: str = ""
    late: timedelta = field(default=timedelta())

    @property
    def key(self) -> str:
        """What names the clock within its incident, always the same."""
        return f"{self.rule}:{self.sender}:{self.to}:{int(self.due_at.timestamp())}"


@dataclass(frozen=True, slots=True)
class Hold:
    """When a rule began to hold, and ceased to."""

    since: datetime | None  # null: from the outset
    until: datetime | None = None


def of_family(families: str, event_type: str) -> bool:
    """Return whether an event type is of the listed families; those after a minus are not."""
    words = families.split()
    without = [word[1:] for word in words if word.startswith("-")]
    within = [word for word in words if not word.startswith("-")]
    if any(event_type.startswith(prefix) for prefix in without):
        return False
    return not within or any(event_type.startswith(prefix) for prefix in within)


def supplement_owed(
    occurred_at: datetime, changed_at: datetime, window_days: int, pace: float = 1.0
) -> bool:
    """Return whether a change of casualties lies within the days that must be supplemented."""
    return occurred_at <= changed_at <= occurred_at + timedelta(days=window_days) / pace
