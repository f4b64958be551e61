"""The chain of published reports: canonical content, and the proof that nothing was altered."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from incidents.reports.models import Published


def canonical(content: dict[str, Any]) -> str:
    """Return the one way to write a content: sorted keys, no blanks, UTF-8."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def digest(previous: str, content: str) -> str:
    """Return the hash of a content, chained to the hash of the one ``previous`` to it."""
    return sha256(f"{previous}\n{content}".encode()).hexdigest()


def first_break(rows: Iterable[Published]) -> int | None:
    """Return the ``seq`` of the first row that does not follow from those before."""
    before, expected = "", 1
    for row in rows:
        whole = row.seq == expected and row.previous == before
        if not whole or row.sha256 != digest(before, row.content):
            return expected
        before, expected = row.sha256, expected + 1
    return None


def verify(origin: str, exercise_id: UUID | None = None) -> int | None:
    """Return where the chain of an authority breaks; ``None`` when it is whole. One query."""
    rows = Published.objects.filter(origin=origin, exercise=exercise_id).order_by("seq")
    return first_break(rows.iterator())
