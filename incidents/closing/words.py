"""Words for what upper floors tell in the journal: each enters the labels of its states."""

from collections.abc import Iterable

from django.utils.functional import Promise

STATES: dict[str, dict[str, str | Promise]] = {}


def enter_states(kind: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
    """Let papers say the states of a kind of thing in words; entering twice is once."""
    STATES[kind] = {str(code): name for code, name in choices}


def state(kind: str, code: str) -> str:
    """Return a state in the language of the reader, or its code."""
    return str(STATES.get(kind, {}).get(code, code))
