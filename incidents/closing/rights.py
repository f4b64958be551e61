"""What of closing a person may do: what the page offers is what the doors let through."""

from typing import Protocol

from command.core.errors import NotPermitted
from command.core.models import Person
from incidents.models import IncidentState
from incidents.rights import (
    PROPOSING,
    RECORDING,
    require_confirming,
    require_handling,
    require_part,
)


class Guard(Protocol):
    """A check that raises ``NotPermitted``."""

    def __call__(self, actor: Person, state: IncidentState, /, *, to: str) -> None:
        """Let the person pass, or refuse."""


def may(person: Person, state: IncidentState) -> dict[str, bool]:
    """Return which acts a person may do: close and archive, keep and purge, write, mark."""
    return {
        "may_handle": may_handle(person, state),
        "may_command": _passes(require_confirming, person, state),
        "may_write": _passes(_writing, person, state),
        "may_mark": _passes(_marking, person, state),
    }


def may_handle(person: Person, state: IncidentState) -> bool:
    """Return whether a person handles the incident: closes it and fetches its archive."""
    return _passes(require_handling, person, state)


def _writing(person: Person, state: IncidentState, *, to: str) -> None:
    require_part(person, PROPOSING, state, to=to)


def _marking(person: Person, state: IncidentState, *, to: str) -> None:
    require_part(person, RECORDING, state, to=to)


def _passes(guard: Guard, person: Person, state: IncidentState) -> bool:
    try:
        guard(person, state, to="")
    except NotPermitted:
        return False
    return True
