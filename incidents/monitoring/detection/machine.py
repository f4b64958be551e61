"""One rule at one stream, reading after reading: no database, no clock."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple
from uuid import UUID

from incidents.monitoring import rules
from incidents.monitoring.detection.terms import Limit, Terms
from incidents.monitoring.lifecycle import Cause


class Verdict(Enum):
    """What one reading says about a rule."""

    BROKEN = auto()
    KEPT = auto()
    BETWEEN = auto()  # back over the line, not yet by the margin
    UNKNOWN = auto()


class Judged(NamedTuple):
    """A verdict, and the numbers that an alarm would show."""

    verdict: Verdict
    cause: Cause
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a rule at a stream; the columns of ``RuleState``.

    ``since``, ``cause`` and ``level`` are of the episode that stands. ``value`` and
    ``limit`` are of the condition that waits since ``pending_since`` until ``due_at``; of
    the rule for frozen values, ``value`` has not changed since ``changed_at``.
    """

    since: datetime | None = None
    cause: str = ""
    level: int = 4
    pending_since: datetime | None = None
    due_at: datetime | None = None
    value: float | None = None
    limit: float | None = None
    changed_at: datetime | None = None

    @property
    def key(self) -> rules.Key:
        """What the episode that stands is about."""
        return (self.cause, self.level)


Told = tuple[datetime, rules.Outcome]
IDLE = Memory()


def over(value: float, limit: Limit, margin: float) -> Verdict:
    """Judge a value against a line; it is left only by the margin."""
    line, back = limit.value, limit.value - margin
    if limit.under:
        value, line, back = -value, -line, -(limit.value + margin)
    if value >= line:
        return Verdict.BROKEN
    kept = round(value, rules.DIGITS) < round(back, rules.DIGITS)
    return Verdict.KEPT if kept else Verdict.BETWEEN


def advance(
    terms: Terms, memory: Memory, at: datetime, judged: Judged, speed: float = 1.0
) -> tuple[Memory, list[Told]]:
    """Return what is remembered after a verdict, and what it raises and clears.

    A condition that has waited long enough before ``at`` has raised its alarm then,
    whether or not a clock was there to notice. In an exercise, where time runs ``speed``
    times faster, it waits that much less.
    """
    memory, told = tick(terms, memory, at)
    if memory.since is not None:
        if judged.verdict is Verdict.KEPT:
            memory, ended = end(terms.rule, memory, max(at, memory.since), judged.value)
            told.append(ended)
        return memory, told
    if judged.verdict is Verdict.BROKEN:
        memory = _wait(terms, memory, at, judged, speed)
        memory, raised = tick(terms, memory, at)
        told += raised
    elif judged.verdict is not Verdict.UNKNOWN and memory.pending_since is not None:
        memory = replace(memory, pending_since=None, due_at=None)
    return memory, told


def tick(terms: Terms, memory: Memory, now: datetime) -> tuple[Memory, list[Told]]:
    """Raise the alarm of a condition that has held long enough by ``now``."""
    if memory.due_at is None or memory.due_at > now or memory.since is not None:
        return memory, []
    at = memory.due_at
    after = replace(memory, since=at, level=terms.level, pending_since=None, due_at=None)
    outcome = rules.Outcome(
        after.key,
        broken=True,
        value=memory.value,
        limit=memory.limit,
        rule=terms.rule,
        version=terms.version,
        cause_key=getattr(terms.parameters, "cause_key", ""),
    )
    return after, [(at, outcome)]


def end(rule: UUID, memory: Memory, at: datetime, value: float | None) -> tuple[Memory, Told]:
    """End the episode that stands, because the rule is kept again or no longer holds."""
    outcome = rules.Outcome(
        memory.key, broken=False, value=value, limit=memory.limit, rule=rule
    )
    return replace(memory, since=None, limit=None), (at, outcome)


def _wait(terms: Terms, memory: Memory, at: datetime, judged: Judged, speed: float) -> Memory:
    start = memory.pending_since or at
    return replace(
        memory,
        cause=judged.cause.value,
        pending_since=start,
        due_at=start + timedelta(seconds=terms.for_s / speed),
        value=judged.value,
        limit=judged.limit,
    )
