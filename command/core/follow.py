"""What a page needs to follow rooms without a gap."""

from typing import Any

from command.core import journal
from command.core.models import Person
from command.core.policies import scopes_of
from command.core.rooms import register_room

FEED = "/live/"


def start_of(*rooms: str) -> dict[str, Any]:
    """Return where the feed is, and each room with the head of its journal. One query.

    Read it before the facts of the page: what is recorded in between is then told twice
    and never missed.
    """
    heads = journal.heads(rooms)
    return {
        "url": FEED,
        "rooms": [{"room": room, "since": heads.get(room, 0)} for room in rooms],
    }


def desks_of(person: Person) -> tuple[str, ...]:
    """Return the standing rooms of the authorities over which ``person`` is on duty.

    A page that is about no single incident follows these, and ``joint``.
    """
    own = {register_room(scope, None) for scope in scopes_of(person)}
    return tuple(sorted(own | {"joint"})) if own else ()
