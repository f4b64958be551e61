"""The room of one incident: figures, responses, tasks, forces, pictures."""

from dataclasses import dataclass
from datetime import datetime

from command.board.cards.common import Age


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its source, and what other sources say of the same thing.

    ``change`` is against what was known before, signed. ``conflict``: several sources
    count the same thing and do not agree, so that ``others`` are no parts of a sum.
    """

    label: str
    value: str
    unit: str
    source: str
    age: Age
    others: tuple[str, ...] = ()
    change: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one jurisdiction does: level 1 to 4, or None once it has ended."""

    where: str
    level: int | None
    matter: str
    until: datetime | None
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task. ``status`` is its code, ``said`` its name; ``late``: its time has passed.

    ``coming``: it has not, and somebody works on it.
    """

    id: str
    number: str
    title: str
    assignee: str
    status: str
    said: str
    progress: int
    late: bool
    coming: bool
    due_at: datetime | None
    obstacle: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """People who are out, and by when they are to be heard of.

    ``told`` is of how many rungs silence was told: liaisons first, then commanders.
    """

    task: str
    number: str
    title: str
    who: str
    due_at: datetime
    late: bool
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceLine:
    """One team, or so much of one supply, given to the incident."""

    name: str
    what: str
    lender: str
    amount: str
    status: str
    said: str
    at: datetime
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One image from the scene: its small picture, and the page that enlarges it.

    ``refused`` says why there is no original; then the picture, if any, is only a preview.
    """

    url: str
    link: str
    caption: str
    source: str
    taken_at: datetime
    refused: str
