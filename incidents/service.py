"""Who serves in an incident without holding a post over it: upper floors say so here.

A team of one city that was ordered to another's incident reports from there, although its
people see nothing else of that room.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:  # apps enter before the tables are ready
    from command.core.models import Person

Serves = Callable[["Person", UUID], bool]
SERVICES: list[Serves] = []


def enter(serves: Serves) -> None:
    """Let ``serves(person, incident_id)`` say who was sent there; entering twice is once."""
    if serves not in SERVICES:
        SERVICES.append(serves)


def is_sent(person: "Person", incident_id: UUID) -> bool:
    """Return whether somebody ordered ``person`` into the incident."""
    return any(serves(person, incident_id) for serves in SERVICES)
