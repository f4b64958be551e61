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
from command.tasking.distress.selectors.voices import calls_to_silence, may_hear, voices_of

__all__ = [
    "HelpCard",
    "call_of",
    "calls_to_silence",
    "changed",
    "locked",
    "may_hear",
    "open_calls",
    "open_states",
    "scopes_watched",
    "seen",
    "states",
    "visible_to",
    "voices_of",
    "where",
]
