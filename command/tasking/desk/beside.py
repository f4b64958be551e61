"""Work that belongs to no incident, shown with the tasks of whoever answers for it.

It is no task: no incident gives it its room, its number, its exercise or its end. The rooms
above that hold such work enter it here (``docs/decisions/0020-work-beside-the-incidents.md``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from command.tasking.desk.filters import Filters

if TYPE_CHECKING:  # rooms enter their work before the tables are ready
    from command.core.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One piece of work. ``column`` is where a task in its state would stand.

    ``owner`` is the key of who answers for it, ``city`` theirs; ``act`` is what the reader
    may do at once, ``act_url`` where it is sent; ``onward`` is what they do on its own page.
    """

    key: str
    kind: str
    sign: str
    title: str
    about: str
    who: str
    owner: str
    city: str
    column: str
    late: bool
    due_at: datetime
    at: datetime
    url: str
    act: str = ""
    act_url: str = ""
    onward: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.column != "done"


Source = Callable[["Person"], Iterable[Beside]]
SOURCES: list[Source] = []


def enter(source: Source) -> None:
    """Let a room say what somebody answers for; entering it twice is once."""
    if source not in SOURCES:
        SOURCES.append(source)


def beside(person: "Person", by: Filters) -> tuple[tuple[Beside, ...], tuple[Beside, ...]]:
    """Return the work beside the incidents that passes the filters, and what is late beyond.

    The late comes first.
    """
    found = sorted(
        (one for source in SOURCES for one in source(person)),
        key=lambda one: (not one.late, not one.is_open, one.due_at),
    )
    passed = tuple(one for one in found if not by.incident and _passes(one, person, by))
    return passed, tuple(one for one in found if one.late and one not in passed)


def _passes(one: Beside, person: "Person", by: Filters) -> bool:
    return (
        (not by.city or one.city == by.city)
        and (not by.assignee or one.owner == str(by.assignee))
        and (not by.mine or one.owner == str(person.pk))
        and (not by.late or one.late)
        and (not by.q or by.q.lower() in f"{one.title} {one.who}".lower())
    )
