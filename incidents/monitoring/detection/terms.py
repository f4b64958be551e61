"""What a version of a rule says, read from its parameters: no database, no clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.seasons import Season


class Measured(Protocol):
    """What a rule needs to know of a stream."""

    interval_s: int
    warning: float | None
    guarantee: float | None
    rise_per_hour: float | None
    margin: float


@dataclass(frozen=True, slots=True)
class Stage:
    """The stream's own stage: ``warning`` or ``guarantee``."""

    stage: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A line that is reached from below or, ``under`` it, from above."""

    value: float
    under: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """One line, and others that take its place in their seasons."""

    limit: Limit
    seasonal: tuple[tuple[Season, Limit], ...] = ()

    def at(self, at: datetime) -> Limit:
        """Return the line that holds at a time."""
        return next((limit for season, limit in self.seasonal if season.holds(at)), self.limit)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rise, or fall, in an hour; null means the stream's own limit."""

    per_hour: float | None
    falling: bool
    window_s: int


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a stream may say nothing: so many of its intervals, or so many seconds."""

    intervals: float | None
    seconds: int | None

    def patience(self, interval_s: int) -> float:
        """Return the patience with a stream, in seconds."""
        if self.seconds is not None:
            return float(self.seconds)
        return (self.intervals or 1) * interval_s


@dataclass(frozen=True, slots=True)
class Frozen:
    """How long a value may stay the same, give or take ``tolerance``."""

    seconds: int
    tolerance: float


@dataclass(frozen=True, slots=True)
class Combined:
    """``n`` of these streams over their limits at once."""

    n: int
    members: tuple[tuple[UUID, Limit], ...]
    cause_key: str


Parameters = Stage | Threshold | Rate | Silence | Frozen | Combined


@dataclass(frozen=True, slots=True)
class Terms:
    """A version of a rule, ready to judge by."""

    rule: UUID
    version: UUID
    kind: Kind
    level: int
    parameters: Parameters
    margin: float | None = None
    for_s: int = 0
    season: Season | None = None

    def in_season(self, at: datetime) -> bool:
        """Return whether the rule holds at this time of the year."""
        return self.season is None or self.season.holds(at)

    def margin_of(self, stream: Measured) -> float:
        """Return how far back over the line an episode ends."""
        return stream.margin if self.margin is None else self.margin
