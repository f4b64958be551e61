"""What a scenario is: steps on a clock, each the call of one door by one role."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from command.core.tongues import is_english

HOURS_MINUTES = re.compile(r"^(-?)(\d{1,3}):([0-5]\d)$")


def offset(text: str) -> timedelta:
    """Read ``-6:30`` or ``0:06``: hours and minutes from scenario time T0."""
    found = HOURS_MINUTES.match(text)
    if found is None:
        raise ValueError(f"{text!r} is not hours and minutes")
    sign, hours, minutes = found.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return -span if sign else span


def spoken(at: timedelta) -> str:
    """Write an offset as people say it: ``T+3:20``, or with a minus sign before T0."""
    minutes = round(abs(at).total_seconds() / 60)
    sign = "\N{MINUS SIGN}" if at < timedelta() else "+"
    return f"T{sign}{minutes // 60}:{minutes % 60:02}"


@dataclass(frozen=True)
class Made:
    """Stands for the key of what an earlier step made."""

    step: str


@dataclass(frozen=True)
class Ref:
    """Stands for the reference of what an earlier step made: ``figure.<key>``."""

    noun: str
    step: str


@dataclass(frozen=True)
class Moment:
    """Stands for a scenario time; becomes the real time at which it falls."""

    at: str


@dataclass(frozen=True)
class Span:
    """Stands for a span of scenario time; becomes the seconds it lasts in the play."""

    seconds: int


@dataclass(frozen=True)
class Who:
    """Stands for the key of the person who plays a role."""

    role: str


@dataclass(frozen=True)
class OpenAlarm:
    """Stands for the key of the alarm that is open on a stream an earlier step registered."""

    stream: str
    cause: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Stands for a picture that the player draws."""

    scene: str
    caption: str
    at: str
    source: str
    size: tuple[int, int] = (960, 600)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One call of one door at one scenario time, by the person of one role.

    ``says`` is the line of the script, in the language of the exercise.
    ``given`` may hold ``Made``, ``Moment`` and ``Picture`` at any depth. ``quiet``
    steps (set-up, sensors, positions) are not lines of the script.
    """

    key: str
    at: timedelta
    actor: str
    door: str
    says: str
    given: Mapping[str, Any] = field(default_factory=dict)
    quiet: bool = False


def step(at: str, key: str, actor: str, door: str, says: str = "", /, **given: Any) -> Step:
    """Write a step in one line; without ``says`` it is a quiet one."""
    return Step(
        key=key,
        at=offset(at),
        actor=actor,
        door=door,
        says=says,
        given=given,
        quiet=not says,
    )


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the script says the play comes to at its end; ``totals.py`` compares.

    ``incident`` is the step that reports the incident the figures are about.
    ``moved`` is by region, ``rescuers`` by city, ``levels`` by time and jurisdiction,
    ``requests`` by number: asked for, accepted, arrived. ``tasks`` is by status.
    """

    incident: str
    figures: Mapping[str, float]
    moved: Mapping[str, float]
    rescuers: Mapping[str, int]
    vehicles: int
    levels: Mapping[str, Mapping[str, int | None]]
    requests: Mapping[str, tuple[int, int, int]]
    offers: Mapping[str, str]
    tasks: Mapping[str, int]
    images: int


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A whole script.

    ``t_zero`` is scenario time T0. The clock opens at ``opens``: what lies before
    is the past of the scenario and played at once. ``ends`` is when the play is over.
    ``injects`` are fields of ``models.Inject`` and ``players`` roles, for people who act on
    their own; nobody has to be there for these.
    """

    key: str
    name_zh: str
    name_en: str
    t_zero: datetime
    opens: timedelta
    ends: timedelta
    steps: tuple[Step, ...]
    expected: Expected | None = None
    injects: tuple[Mapping[str, Any], ...] = ()
    players: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a script that cannot be played: doubled keys, steps out of order."""
        keys = [one.key for one in self.steps]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            raise ValueError(f"{self.key}: doubled steps {doubled}")
        if list(self.steps) != in_order(self.steps):
            raise ValueError(f"{self.key}: steps are not in order")

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh

    @property
    def roles(self) -> list[str]:
        """Every role that somebody must be there for."""
        named = {who.role for one in self.steps for who in one.given.values() if _is_who(who)}
        return sorted({one.actor for one in self.steps} | named)


def _is_who(value: Any) -> bool:
    return isinstance(value, Who)


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return the steps by time; those of one time as they were written."""
    return sorted(steps, key=lambda one: one.at)


@dataclass(frozen=True)
class Clock:
    """Where scenario time and real time meet: ``started_at`` is when ``opens`` is."""

    started_at: datetime
    opens: timedelta
    speed: float  # scenario seconds per real second

    def real(self, at: timedelta) -> datetime:
        """Return the real time at which a scenario time falls."""
        return self.started_at + (at - self.opens) / self.speed

    def scenario(self, at: datetime) -> timedelta:
        """Return the scenario time at a real time."""
        return self.opens + (at - self.started_at) * self.speed
