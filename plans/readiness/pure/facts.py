"""What a reckoning starts from: the facts of one plan at one time, and its numbers."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """By which the reckoning goes: minutes, factors and chances. Illustrative."""

    runs: float = 2000
    ack_minutes: float = 6
    ack_spread: float = 0.6
    night_factor: float = 1.8
    night_begins: float = 20
    night_ends: float = 7
    alone_silent: float = 0.06
    ladder_minutes: float = 20
    unfilled_minutes: float = 60
    unfilled_fails: float = 0.25
    local_minutes: float = 12
    local_spread: float = 0.4
    closed_minutes: float = 240
    closed_fails: float = 0.5
    clear_kmh: float = 60
    work_share: float = 0.75
    work_spread: float = 0.15
    trust: float = 0.85
    own_ready: float = 0.95
    own_spread: float = 0.05
    slowest: float = 4
    run_hour: float = 2
    good: float = 0.9
    weak: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFact:
    """Who fills a role now: nobody, or so many on duty."""

    key: str
    name: str
    name_en: str
    filled: bool
    on_duty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFact:
    """The way from where a role sits to where its step is; ``closed`` if there is none.

    ``because`` are the road conditions counted in, in Chinese and in English.
    """

    start: str
    end: str
    low: float
    minutes: float
    high: float
    km: float
    closed: bool
    because: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def key(self) -> str:
        """The name of the way."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFact:
    """A thing that steps take: own stock that could go now, and what neighbours promise.

    ``source`` is the neighbour it is to come from, empty for one's own; ``promised`` is
    no more than the givers could send tonight.
    """

    what: str
    source: str
    wanted: int
    own: int
    promised: tuple[int, ...]

    @property
    def key(self) -> str:
        """The name of the pool."""
        return f"{self.what}/{self.source}"

    @property
    def there(self) -> int:
        """What there is if every promise is kept."""
        return self.own + sum(self.promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """One step: when it may begin, how long it may take, and what it depends on.

    ``start`` and ``finish`` are the plan's own minutes from the activation; ``finish`` is
    the deadline. ``way`` and ``pools`` are keys, ``way`` empty where the step is at hand.
    """

    key: str
    title: str
    title_en: str
    role: str
    offset: float
    due: float
    start: float
    finish: float
    after: tuple[str, ...]
    way: str
    pools: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the chance depends on. Steps stand after those they wait for."""

    steps: tuple[StepFact, ...]
    roles: tuple[RoleFact, ...]
    ways: tuple[WayFact, ...]
    pools: tuple[PoolFact, ...]
    night: bool


def digest(facts: Facts, numbers: Numbers) -> str:
    """Return what two reckonings have in common exactly when they start from the same."""
    both: list[Any] = [asdict(facts), asdict(numbers)]
    return sha256(orjson.dumps(both, option=orjson.OPT_SORT_KEYS)).hexdigest()
