"""What happened while somebody was away."""

from dataclasses import dataclass
from datetime import datetime

from command.board.cards.timeline import TimelineLine


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened of one kind: how many, and the newest of them."""

    key: str
    count: int
    lines: tuple[TimelineLine, ...]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceYouLeft:
    """Decisions, changes of tasks and alarms since the person was last there."""

    since: datetime
    parts: tuple[Meanwhile, ...]
