"""What a form of this floor can be filled in from: each room enters the things it has.

An alarm knows the type, the place and the source of the incident it speaks of. The form is
asked for with ``?of=alarm.<id>``, shows what it was filled in from, and when it is saved the
thing is tied to the incident in the same transaction. Upper floors enter where one goes on
to afterwards (``?then=plan``). Entering is done in ``apps.py``, as with reactions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import NotThere

if TYPE_CHECKING:  # rooms enter their things before the tables are ready
    from command.core.models import Person


@dataclass(frozen=True, slots=True)
class Filled:
    """What one thing fills in. ``incident`` is its incident already, if it has one.

    ``intake`` are the fields of a new incident as a form sends them, ``warning`` those of
    the composer of warnings. ``level`` is that of the thing, not the grade of an incident.
    """

    ref: str
    title: str
    link: str
    level: int | None = None
    incident: str = ""
    intake: Mapping[str, str] = field(default_factory=dict)
    warning: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """``fill(person, id)`` reads a thing in sight; ``tie(person, id, incident)`` ties it."""

    fill: "Callable[[Person, UUID], Filled]"
    tie: "Callable[[Person, UUID, UUID], Any]"


SOURCES: dict[str, Source] = {}
ONWARD: dict[str, Callable[[str, str], str]] = {}


def enter(kind: str, source: Source) -> None:
    """Let things of a kind (``alarm``) fill forms in."""
    SOURCES[kind] = source


def enter_onward(name: str, address: Callable[[str, str], str]) -> None:
    """Let ``then=name`` or ``then=name.<rest>`` lead to ``address(incident, rest)``."""
    ONWARD[name] = address


def filled(given: str, person: "Person") -> Filled | None:
    """Return what the thing called ``kind.<id>`` fills in; ``None`` for no name at all.

    Raises ``NotThere`` for a thing that is unknown or not visible to the person.
    """
    if not given:
        return None
    source, key = _read(given)
    return source.fill(person, key)


def tie(given: str, *, actor: "Person", incident_id: UUID) -> None:
    """Tie the thing to the incident that was made from it; nothing for no name at all."""
    if given:
        source, key = _read(given)
        source.tie(actor, key, incident_id)


def onward(given: str, incident_id: str) -> str:
    """Return the page to go on to after saving; empty when none is known by that name."""
    name, _dot, rest = given.partition(".")
    address = ONWARD.get(name)
    return address(incident_id, rest) if address else ""


def _read(given: str) -> tuple[Source, UUID]:
    kind, _dot, rest = given.partition(".")
    try:
        return SOURCES[kind], UUID(rest)
    except (KeyError, ValueError):
        raise NotThere(_("No such thing, or not visible to you.")) from None
