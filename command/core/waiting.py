"""What waits for somebody, and what a code finds, in rooms that the screens do not know.

The command screen and the search stand beside the room that holds these things and may not
import it: each such room enters what it has in its ``apps.py``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # rooms enter their things before the tables are ready
    from command.core.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for one person; it is looked at and settled at ``link``."""

    kind: str
    key: str
    title: str
    asker: str
    asked_at: datetime
    basis: str
    link: str
    link_word: str
    incident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Something that bears a receipt code."""

    id: str
    name: str
    detail: str
    url: str
    at: datetime


SOURCES: "list[Callable[[Person], Iterable[Waiting]]]" = []
FINDERS: "list[Callable[[Person, str], Iterable[Coded]]]" = []


def enter(source: "Callable[[Person], Iterable[Waiting]]") -> None:
    """Let a room say what waits for a person; entering it twice is once."""
    if source not in SOURCES:
        SOURCES.append(source)


def enter_finder(finder: "Callable[[Person, str], Iterable[Coded]]") -> None:
    """Let a room find its things by what somebody typed; entering it twice is once.

    A finder answers nothing to what is no code, without asking the database.
    """
    if finder not in FINDERS:
        FINDERS.append(finder)


def of(person: "Person") -> list[Waiting]:
    """Return what waits for a person, whatever room it lies in."""
    return [one for source in SOURCES for one in source(person)]


def coded(person: "Person", typed: str) -> list[Coded]:
    """Return what bears the code that was typed, of what the person may see."""
    return [one for finder in FINDERS for one in finder(person, typed)]
