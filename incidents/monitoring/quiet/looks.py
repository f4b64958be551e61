"""How those who look at quiet areas get on, as the floor above knows it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from command.core.models import Person


@dataclass(frozen=True, slots=True)
class Look:
    """A reconnaissance task that a person may see: its state in words, and its page."""

    number: str
    stands: str
    assignee: str
    url: str


Reader = Callable[[Person, Iterable[UUID]], Mapping[str, Look]]
_readers: list[Reader] = []


def enter(reader: Reader) -> None:
    """Let ``reader`` be asked how looks get on; it returns them by the task's key."""
    if reader not in _readers:
        _readers.append(reader)


def of(person: Person, tasks: Iterable[UUID]) -> dict[str, Look]:
    """Return how the looks get on that ``person`` may see."""
    keys = list(tasks)
    return {key: look for read in _readers for key, look in read(person, keys).items()}
