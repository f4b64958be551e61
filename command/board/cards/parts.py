"""The parts of an incident's room."""

from dataclasses import dataclass
from datetime import datetime

from command.board.cards.room import TaskLine


@dataclass(frozen=True, slots=True)
class Lane:
    """The tasks that wait, are worked on, are blocked, or are done."""

    key: str
    tasks: tuple[TaskLine, ...]

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        return sum(task.late for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that was asked of others; ``awaiting`` names who has not answered."""

    number: str
    what: str
    unit: str
    place: str
    requested: int
    accepted: int
    arrived: int
    awaiting: tuple[str, ...]
    said: str
    over: bool
    needed_by: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture on the wall, with everything that is said of it when it is enlarged."""

    id: str
    url: str
    small: str
    caption: str
    source: str
    kind: str
    author: str
    taken_at: datetime
    lat: float | None
    lon: float | None
    bearing: int | None
    sha256: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of a plan at work: its task, and what it waits for."""

    number: str
    title: str
    after: tuple[str, ...]
    ready_at: datetime
    waits: bool
    status: str
    said: str
    assignee: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activated:
    """One plan at work on the incident."""

    id: str
    title: str
    city: str
    version: int
    by: str
    at: datetime
    steps: tuple[StepLine, ...]

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.status in {"completed", "verified"} for step in self.steps)
