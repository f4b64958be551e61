"""Playing one step: the script's words become the call of a door."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model
from django.utils import translation

from command.core import authority, operations
from command.core.doors import DOORS
from command.core.errors import Conflict
from command.core.models import Exercise, Operation
from command.exercise import pictures
from command.exercise.cast import player_of
from command.exercise.scenario import (
    Clock,
    Made,
    Moment,
    OpenAlarm,
    Picture,
    Ref,
    Scenario,
    Span,
    Step,
    Who,
    offset,
)
from incidents.monitoring.models import AlarmState

LANGUAGE = "zh-hans"  # the language of the exercise's records
# What a door may be told about the time of its fact, when the script does not say it.
TIMED = ("occurred_at",)


def clock_of(exercise: Exercise, scenario: Scenario) -> Clock:
    """Return the clock of a play."""
    return Clock(exercise.started_at, scenario.opens, exercise.speed)


def key_of(exercise_id: UUID, step: str) -> UUID:
    """Return the idempotency key of a step: the same whenever and by whomever it is played."""
    return uuid5(exercise_id, step)


@dataclass(frozen=True)
class Words:
    """What the script's words mean in one play: ``made`` is what earlier steps made."""

    exercise_id: UUID
    clock: Clock
    made: Mapping[str, Any]

    def meant(self, given: Any) -> Any:
        """Return ``given`` with every word of the script put into values."""
        match given:
            case Made(step):
                return self.thing(step)
            case Ref(noun, step):
                return f"{noun}.{self.thing(step)}"
            case Moment(at):
                return self.clock.real(offset(at))
            case Span(seconds):
                return max(1, round(seconds / self.clock.speed))
            case Who(role):
                person = player_of(role)
                return person.pk if person else None
            case OpenAlarm():
                return _alarm(self.thing(given.stream), given)
            case Picture():
                return pictures.drawn(given)
            case Mapping():
                return {name: self.meant(value) for name, value in given.items()}
            case list():
                return [self.meant(value) for value in given]
            case tuple():
                return tuple(self.meant(value) for value in given)
            case _:
                return given

    def thing(self, step: str) -> Any:
        """Return what a step made. Raises ``Conflict`` when its door did not open."""
        if self.made.get(step) is None:
            raise Conflict(f"Step {step!r} made nothing.", step=step)
        return self.made[step]


def play(exercise: Exercise, clock: Clock, step: Step) -> Any:
    """Knock at the step's door as its actor; return what it made, as it is kept.

    Playing a step twice makes nothing twice. A refusal passes through.
    """
    actor = player_of(step.actor)
    call = door_named(step.door)
    words = Words(exercise.pk, clock, all_made(exercise.pk, named(step.given)))
    given = _timed(call, words.meant(step.given), clock, step.at)

    def run() -> Any:
        return _kept(call(actor=actor, **given))

    with authority.in_exercise(exercise.pk), translation.override(LANGUAGE):
        result, _repeated = operations.once(
            key_of(exercise.pk, step.key),
            actor=actor,
            what=step.door,
            asked={"step": step.key, "given": repr(step.given)},
            run=run,
        )
    return result


@cache
def door_named(name: str) -> Any:
    """Return the door called ``name``, like ``report_incident`` or ``plans.activate_plan``."""
    found = [door for full, door in DOORS.items() if f".{full}".endswith(f".{name}")]
    if len(found) != 1:
        raise LookupError(f"{len(found)} doors are called {name!r}")
    return found[0]


def made(exercise_id: UUID, step: str) -> Any:
    """Return the key of what one step made, or ``None``. One query."""
    return all_made(exercise_id, {step}).get(step)


def all_made(exercise_id: UUID, steps: Iterable[str]) -> dict[str, Any]:
    """Return the keys of what the given steps made. One query."""
    keys = {key_of(exercise_id, step): step for step in steps}
    if not keys:
        return {}
    found = Operation.objects.filter(pk__in=keys).values_list("pk", "result")
    return {
        keys[key]: UUID(result) if isinstance(result, str) else result for key, result in found
    }


def named(given: Any) -> set[str]:
    """Return the earlier steps that are spoken of, at any depth."""
    match given:
        case Made(step) | Ref(step=step):
            return {step}
        case OpenAlarm():
            return {given.stream}
        case Mapping():
            return set().union(*map(named, given.values()))
        case list() | tuple():
            return set().union(*map(named, given))
    return set()


def _alarm(stream: UUID, wanted: OpenAlarm) -> UUID:
    found = AlarmState.objects.filter(datastream=stream, cause=wanted.cause, level=wanted.level)
    alarm: UUID | None = (
        found.order_by("-updated_at").values_list("alarm_id", flat=True).first()
    )
    if alarm is None:
        raise Conflict(f"No {wanted.cause} alarm on {wanted.stream}.", stream=wanted.stream)
    return alarm


def _timed(call: Any, given: dict[str, Any], clock: Clock, at: timedelta) -> dict[str, Any]:
    taken = inspect.signature(call).parameters
    due = clock.real(at)
    return {**{name: due for name in TIMED if name in taken}, **given}


def _kept(result: Any) -> Any:
    if isinstance(result, Model):
        return str(result.pk)
    return result if isinstance(result, str | int | None) else None
