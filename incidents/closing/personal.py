"""Where personal data is kept: each room enters its holdings; the purge empties them all."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise

if TYPE_CHECKING:  # apps enter their holdings before the tables are ready
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Holding:
    """Personal data of one table: which fields, and how an incident leads to its rows.

    ``fields`` are emptied, ``stamp`` is the field that says when. ``rows`` gives the rows of
    an incident that still hold something. ``files`` names files (SHA-256) that go with rows,
    ``keeps`` which of some files rows that still hold something need: the same recording may
    have been sent twice. ``destroy`` ends at once what hangs on rows and is no field of theirs.
    """

    name: str
    title: str | Promise
    fields: tuple[str, ...]
    stamp: str
    rows: "Callable[[UUID], QuerySet[Any]]"
    files: Callable[[Sequence[Any]], list[str]] | None = None
    keeps: Callable[[Collection[str]], set[str]] | None = None
    destroy: Callable[[Sequence[Any]], object] | None = None


HOLDINGS: dict[str, Holding] = {}


def enter(holding: Holding) -> None:
    """Put a holding on the list; entering it twice is once."""
    HOLDINGS[holding.name] = holding


def label(name: str) -> str:
    """Return what a holding is called, in the language of the reader."""
    return str(HOLDINGS[name].title) if name in HOLDINGS else name


def held(incident_id: UUID) -> dict[str, int]:
    """Return how many rows of each holding an incident still has. One query a holding."""
    counts = {name: one.rows(incident_id).count() for name, one in HOLDINGS.items()}
    return {name: count for name, count in counts.items() if count}


def free_of(files: Collection[str]) -> list[str]:
    """Return the files that no row needs any more; asked when their own rows are emptied."""
    kept = [one.keeps(files) for one in HOLDINGS.values() if one.keeps and files]
    return sorted(set(files).difference(*kept))
