"""The equation: a client who hears the entries ends where a fresh fetch would."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from command.core import journal

State = dict[str, Any]


def replay(state: State, entries: Iterable[dict[str, Any]]) -> State:
    """Apply journal messages to a client's state, as the browser does."""
    after = dict(state)
    for entry in entries:
        for ref, view in entry["changed"].items():
            if view is None:
                after.pop(ref, None)
            else:
                after[ref] = view
    return after


@contextmanager
def whole_story(room: str, fetch: Callable[[], State]) -> Iterator[list[dict[str, Any]]]:
    """Assert that a client who hears the entries ends where a fresh fetch would.

    ``fetch`` returns ``{ref: view}``. Yields the list that will hold the entries
    recorded in ``room`` inside the block.
    """
    before = plain(fetch())
    seen = journal.since(room, 0, limit=10_000)
    start = seen[-1]["seq"] if seen else 0
    entries: list[dict[str, Any]] = []
    yield entries
    entries += journal.since(room, start)
    assert entries, "nothing was recorded"
    assert replay(before, entries) == plain(fetch())


def plain(state: State) -> State:
    """Return a state as JSON gives it back."""
    given: State = orjson.loads(orjson.dumps(state))
    return given
