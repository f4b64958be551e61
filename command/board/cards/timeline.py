"""The journal of a room as people read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(minutes=10)  # between happening and being known: then both times are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """One entry: what happened, when, when it was known, who told it, and its hash."""

    seq: int
    room: str
    kind: str
    group: str
    tag: str
    tone: str
    text: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    hash: str
    hash_short: str

    @property
    def late(self) -> bool:
        """Whether it was known so long after it happened that the reader should see it."""
        return self.recorded_at - self.occurred_at > LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One page of a journal; ``total`` counts what the filter leaves."""

    lines: tuple[TimelineLine, ...]
    total: int
    group: str
    by: str
    page: int
    pages: int
