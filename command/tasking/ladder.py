"""The ladder of silence: which rung comes when, and who climbs it.

The rungs are rules and the ways out of the system belong to ``command.tasking.paging``, a
room above this one: it enters both here. Times are the database's: workers whose own clocks
disagree, or jump, agree on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from command.core.models import Person
from command.core.times import clock
from command.tasking.models import TaskState

# A rung by one of these tells people in the feed; all others call out of the system.
LIAISON: Final = "liaison"
COMMANDER: Final = "commander"
HUMAN: Final = (LIAISON, COMMANDER)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: so long after the order, over this channel. ``number`` counts from 1."""

    number: int
    after: timedelta
    channel: str


class Caller(Protocol):
    """Calls people over one channel."""

    def is_set_up(self) -> bool:
        """Return whether the channel is configured at all."""

    def call(self, state: TaskState, people: Sequence[Person]) -> int:
        """Queue a call about an order for each; inside a door. Return how many."""


Source = Callable[[str, str], list[Rung]]
_sources: list[Source] = []
CALLERS: dict[str, Caller] = {}


def enter_source(source: Source) -> None:
    """Let ``source(authority, kind of task)`` say the rungs; the last one entered holds."""
    _sources[:] = [source]


def enter_caller(channel: str, caller: Caller) -> None:
    """Let ``caller`` climb the rungs of a channel."""
    CALLERS[channel] = caller


def rungs_of(authority: str, kind: str) -> list[Rung]:
    """Return the rungs for a kind of task of an authority, the first one first."""
    rungs = _sources[0](authority, kind) if _sources else []
    return sorted(rungs, key=lambda rung: (rung.after, rung.number))


def first_due(state: TaskState) -> datetime | None:
    """Return when the first rung of an order given now is due. Two queries."""
    return first_dues([state])[0]


def first_dues(states: Sequence[TaskState]) -> list[datetime | None]:
    """Return for each when its first rung is due, if it is ordered now.

    One query, and one for each kind of task.
    """
    kinds = {(state.task.origin, state.task.kind) for state in states}
    rungs = {kind: rungs_of(*kind) for kind in sorted(kinds)}
    at = clock() if any(rungs.values()) else None
    return [
        at + found[0].after
        if at and (found := rungs[state.task.origin, state.task.kind])
        else None
        for state in states
    ]


def next_due(due: datetime, rungs: Sequence[Rung], climbed: Rung) -> datetime | None:
    """Return when the rung after ``climbed``, which was due at ``due``, is due."""
    later = [rung for rung in rungs if _place(rung) > _place(climbed)]
    return due + (later[0].after - climbed.after) if later else None


def after(rungs: Sequence[Rung], number: int) -> Rung | None:
    """Return the rung that follows the rung ``number``; the first after 0.

    A ladder that was changed meanwhile is climbed on from where it was.
    """
    climbed = next((rung for rung in rungs if rung.number == number), None)
    if climbed is None:
        return next((rung for rung in rungs if rung.number > number), None)
    return next((rung for rung in rungs if _place(rung) > _place(climbed)), None)


def _place(rung: Rung) -> tuple[timedelta, int]:
    return rung.after, rung.number
