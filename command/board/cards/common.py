"""How old a value is, and how many there are of each level."""

from dataclasses import dataclass
from datetime import datetime

UNRATED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """When a value was last heard of, and how soon it should be again, in seconds."""

    at: datetime
    every: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many incidents of one level; ``joint`` when a neighbour shares one of them."""

    level: int
    count: int
    joint: bool = False
