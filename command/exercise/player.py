"""Playing one step: the script's words become the call of a door."""

import inspect
from collections.abc import Mapping
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
from command.exercise.cast import Cast
from command.exercise.scenario import (
    Clock,
    Made,
    Moment,
    OpenAlarm,
    Picture,
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
class Stage:
    """What a step is played on: the exercise, its clock, its people."""

    exercise: Exercise
    clock: Clock
    cast: Cast


def play(stage: Stage, step: Step) -> Any:
    """Knock at the step's door as its actor; return what it made, as it is kept.

    Playing a step twice makes nothing twice. A refusal passes through.
    """
    exercise = stage.exercise
    actor = stage.cast.plays(step.actor)
    call = door_named(step.door)
    given = _timed(call, _meant(stage, step.given), stage.clock, step.at)

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
    """Return the key of what an earlier step made.

    Raises ``Conflict`` when it made nothing, because its door did not open.
    """
    result = (
        Operation.objects.filter(pk=key_of(exercise_id, step))
        .values_list("result", flat=True)
        .first()
    )
    if result is None:
        raise Conflict(f"Step {step!r} made nothing.", step=step)
    return UUID(result) if isinstance(result, str) else result


def _meant(stage: Stage, given: Any) -> Any:
    match given:
        case Made(step):
            return made(stage.exercise.pk, step)
        case Moment(at):
            return stage.clock.real(offset(at))
        case Span(seconds):
            return max(1, round(seconds / stage.clock.speed))
        case Who(role):
            person = stage.cast.plays(role)
            return person.pk if person else None
        case OpenAlarm():
            return _alarm(stage.exercise.pk, given)
        case Picture():
            return pictures.drawn(given)
        case Mapping():
            return {name: _meant(stage, value) for name, value in given.items()}
        case list():
            return [_meant(stage, value) for value in given]
        case tuple():
            return tuple(_meant(stage, value) for value in given)
        case _:
            return given


def _alarm(exercise_id: UUID, wanted: OpenAlarm) -> UUID:
    found = AlarmState.objects.filter(
        datastream=made(exercise_id, wanted.stream), cause=wanted.cause, level=wanted.level
    )
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
