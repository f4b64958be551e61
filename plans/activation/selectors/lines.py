"""A plan at work as its page shows it: its steps in time, and what they add up to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from command.tasking.lifecycle import Status
from plans.activation.models import ActivationState
from plans.models import Activation

DONE_: Final = "done"
LATE: Final = "late"
RUNS: Final = "running"
READY: Final = "ready"
WAITS: Final = "waiting"
NOBODY: Final = "nobody"
LEFT: Final = "left"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it stands. ``slip`` is by how many minutes it is later than planned."""

    key: str
    task: UUID
    number: str
    title: str
    owner: str
    state: str
    waits_for: tuple[str, ...]
    to_confirm: tuple[tuple[int, str], ...]
    begins_at: datetime
    ends_at: datetime
    due_at: datetime | None
    slip: int
    critical: bool
    mine: bool
    status: str
    progress: int
    added: bool
    start_pc: float
    width_pc: float


@dataclass(frozen=True)
class Course:
    """A plan at work as it stands now."""

    activation: Activation
    state: ActivationState
    lines: tuple[StepLine, ...]
    planned_end: datetime
    expected_end: datetime
    now_pc: float

    def count(self, *states: str) -> int:
        """Return how many steps are in one of these states."""
        return sum(line.state in states for line in self.lines)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.count(DONE_)

    @property
    def late(self) -> int:
        """How many are late."""
        return self.count(LATE)

    @property
    def going(self) -> int:
        """How many are ordered or worked on."""
        return self.count(RUNS, READY, LATE)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self.count(WAITS, NOBODY)

    @property
    def slip(self) -> int:
        """By how many minutes the end is later than planned."""
        return round((self.expected_end - self.planned_end).total_seconds() / 60)

    @property
    def mine(self) -> list[StepLine]:
        """The reader's own steps that are not over."""
        return [ln for ln in self.lines if ln.mine and ln.state not in {DONE_, LEFT}]

    @property
    def path(self) -> list[StepLine]:
        """The steps that decide the end."""
        return [ln for ln in self.lines if ln.critical and ln.state != DONE_]

    @property
    def running(self) -> list[StepLine]:
        """The steps somebody has taken up."""
        begun = {Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.SUSPENDED}
        return [ln for ln in self.lines if ln.status in begun]

    @property
    def open(self) -> list[StepLine]:
        """The steps that are not over."""
        return [ln for ln in self.lines if ln.state not in {DONE_, LEFT}]
