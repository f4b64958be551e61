"""The cards of the pages of tasks."""

from dataclasses import dataclass, field
from datetime import datetime

from command.tasking.desk.beside import Beside
from command.tasking.desk.says import Act
from command.tasking.selectors import TaskCard

# Keys of the columns, in the order of a task's life.
WAITING, ACCEPTED, WORKING = "waiting", "accepted", "working"
BLOCKED, CHECK, DONE = "blocked", "check", "done"
COLUMNS = (WAITING, ACCEPTED, WORKING, BLOCKED, CHECK, DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task as the pages show it.

    ``reached`` is how far the order has come: sent, delivered, read or accepted, and
    ``reached_by`` how many of ``people`` it has brought that far. ``group`` is the key it
    is grouped by, or empty.
    """

    card: TaskCard
    name: str
    who: str
    said: str
    kind: str
    incident: str
    level: int
    column: str
    late: bool
    due_at: datetime | None
    at: datetime
    issued_at: datetime | None
    ended_at: datetime | None
    reached: str
    reached_by: int
    people: int
    acts: list[Act] = field(default_factory=list)
    onward: Act | None = None
    gives: bool = False
    attaches: bool = False
    drops: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The key of the task."""
        return self.card.id


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board, the late first."""

    key: str
    name: str
    lines: tuple[Line, ...]
    more: int = 0
    beside: tuple[Beside, ...] = ()

    @property
    def cards(self) -> list[Beside | Line]:
        """All of it, the late on top."""
        return sorted([*self.beside, *self.lines], key=lambda one: not one.late)

    @property
    def total(self) -> int:
        """How many cards stand in it."""
        return len(self.beside) + len(self.lines)

    @property
    def late(self) -> int:
        """How many are overdue."""
        return sum(one.late for one in self.beside) + sum(line.late for line in self.lines)


@dataclass(frozen=True, slots=True)
class Lane:
    """The columns of one group; the only lane of a board that is not grouped has no name."""

    key: str
    name: str
    level: int | None
    columns: tuple[Column, ...]

    @property
    def total(self) -> int:
        """How many tasks stand in it."""
        return sum(column.total for column in self.columns)

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        return sum(column.late for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board.

    ``outside`` are the overdue tasks that the filters leave out: they show themselves all
    the same, and so does such work beside the incidents (``beside_outside``). ``next_due`` is
    when the next of all in sight will be late, ``drafts`` how many orders have not been given;
    ``looks`` are those of them that are to find out about a quiet area. ``beside`` is work
    that belongs to no incident: it stands in the lanes as well.
    """

    lanes: tuple[Lane, ...]
    outside: tuple[Line, ...]
    total: int
    late: int
    drafts: int
    shown: int
    next_due: datetime | None
    counts: dict[str, int]
    assignees: tuple[tuple[str, str], ...]
    incidents: tuple[tuple[str, str], ...]
    looks: tuple[Line, ...] = ()
    beside: tuple[Beside, ...] = ()
    beside_outside: tuple[Beside, ...] = ()

    @property
    def beyond(self) -> int:
        """How much is overdue beyond the filters."""
        return len(self.outside) + len(self.beside_outside)
