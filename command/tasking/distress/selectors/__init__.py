"""What may be read of distress."""

from command.tasking.distress.selectors.cards import HelpCard, changed, where
from command.tasking.distress.selectors.sight import (
    call_of,
    locked,
    open_calls,
    open_states,
    scopes_watched,
    seen,
    states,
    visible_to,
)

__all__ = [
    "HelpCard",
    "call_of",
    "changed",
    "locked",
    "open_calls",
    "open_states",
    "scopes_watched",
    "seen",
    "states",
    "visible_to",
    "where",
]
