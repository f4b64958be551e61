"""Which forces cannot go on with what they were told to do.

What blocks a team is known upstairs, to whoever gives it tasks. That room enters a way to
ask; without one no team is known to be blocked.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

Asked = Callable[[Iterable[UUID]], dict[UUID, str]]
_ASKED: list[Asked] = []


def enter(asked: Asked) -> None:
    """Let ``asked`` say which of some teams are blocked, and by what."""
    if asked not in _ASKED:
        _ASKED.append(asked)


def blocked_by(teams: Iterable[UUID]) -> dict[UUID, str]:
    """Return what stands in the way of those of ``teams`` that are blocked."""
    ids = list(teams)
    found: dict[UUID, str] = {}
    for asked in _ASKED if ids else ():
        found |= asked(ids)
    return found
