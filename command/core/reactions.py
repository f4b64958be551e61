"""What upper floors do when a lower one has recorded something.

Each app enters its reactions in its ``apps.py``; they run in the transaction of
the fact, in the order of entry. There is no other way by which a fact below
moves anything above.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # an app enters its reactions before the tables are ready
    from command.core.models import Entry

Reaction = Callable[["Entry"], None]

TABLE: dict[str, list[Reaction]] = {}


def enter(kind: str, reaction: Reaction) -> None:
    """Let ``reaction`` run whenever a fact of ``kind`` is recorded; entering twice is once."""
    entered = TABLE.setdefault(kind, [])
    if reaction not in entered:
        entered.append(reaction)


def run(entry: "Entry") -> None:
    """Run what has been entered for this kind of fact."""
    for reaction in TABLE.get(entry.kind, ()):
        reaction(entry)
