"""What teams were told to do, and what stands in their way.

Orders are given upstairs. The room that gives them enters a way to ask; without one no team
is known to have an errand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """The task of a team, by its number and address.

    ``obstacle`` is what stands in its way, empty when nothing does; ``next_check`` when the
    team is to be heard of, of all its tasks the soonest.
    """

    incident: UUID
    number: str
    name: str
    url: str
    obstacle: str = ""
    next_check: datetime | None = None


Asked = Callable[[Iterable[UUID]], dict[UUID, Errand]]
_ASKED: list[Asked] = []


def enter(asked: Asked) -> None:
    """Let ``asked`` say what some teams were told to do."""
    if asked not in _ASKED:
        _ASKED.append(asked)


def errands_of(teams: Iterable[UUID]) -> dict[UUID, Errand]:
    """Return the errands of those of ``teams`` that have one."""
    ids = list(teams)
    found: dict[UUID, Errand] = {}
    for asked in _ASKED if ids else ():
        found |= asked(ids)
    return found


def obstacles(incident: UUID, teams: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Return what keeps those of ``teams`` from their task in the incident that are kept."""
    found = errands_of(team for team in teams if team)
    return {
        team: one.obstacle
        for team, one in found.items()
        if one.obstacle and one.incident == incident
    }
