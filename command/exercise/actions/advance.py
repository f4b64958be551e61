"""Advancing an exercise: what is due is played, step by step."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from uuid import UUID

from django.utils.timezone import now

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Refusal
from command.core.models import Exercise, Person
from command.core.times import clock
from command.exercise import player
from command.exercise.actions.end import close
from command.exercise.events import StepRefused
from command.exercise.scenario import Scenario, Step
from command.exercise.scenarios import SCENARIOS

BUDGET_S = 5.0  # how long one call goes on before the next may take its turn


@dataclass(frozen=True)
class Played:
    """One step that was played; ``refused`` is what the door said if it did not open."""

    step: Step
    refused: str = ""


def advance_exercise(
    *,
    actor: Person | None,
    exercise_id: UUID,
    until: timedelta | None = None,
    budget_s: float = BUDGET_S,
) -> list[Played]:
    """Play every step that is due, each in a transaction of its own; return them.

    ``until`` is the scenario time up to which steps are due; the exercise's own
    clock says it when not given. Stops after ``budget_s`` seconds: what is left
    is played by the next call. Not a door itself, so that a killed player loses one step.
    """
    stops_at = monotonic() + budget_s
    played: list[Played] = []
    while monotonic() < stops_at:
        one = play_next(actor=actor, exercise_id=exercise_id, until=until)
        if one is None:
            break
        played.append(one)
    return played


@door
def play_next(
    *, actor: Person | None, exercise_id: UUID, until: timedelta | None = None
) -> Played | None:
    """Play the next step if it is due; return it, or ``None`` when there is nothing to do.

    Two players do not meet: whoever finds the exercise held goes away. The last
    step ends the play.
    """
    exercise = _free(exercise_id)
    if exercise is None:
        return None
    scenario = SCENARIOS[exercise.scenario]
    reached = until if until is not None else _reached(exercise, scenario)
    if exercise.cursor == len(scenario.steps):
        if reached >= scenario.ends:
            close(exercise, actor=actor)
        return None
    step = scenario.steps[exercise.cursor]
    if step.at > reached:
        return None
    played = _tried(exercise, scenario, step)
    exercise.cursor += 1
    with authority.acting_as(exercise.origin):
        exercise.save(update_fields=["cursor"])
    return played


def _reached(exercise: Exercise, scenario: Scenario) -> timedelta:
    """Return the scenario time that it is by the clock that says what is due."""
    return player.clock_of(exercise, scenario).scenario(clock())


def _free(exercise_id: UUID) -> Exercise | None:
    rows = Exercise.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return rows.filter(pk=exercise_id, state=Exercise.State.RUNNING).first()


def _tried(exercise: Exercise, scenario: Scenario, step: Step) -> Played:
    # People who are being trained act too: what they did may close a door to the script.
    # The play goes on and says so.
    played_by = player.clock_of(exercise, scenario)
    try:
        player.play(exercise, played_by, step)
    except Refusal as refusal:
        message = str(refusal.message)
        journal.append(
            StepRefused(
                step=step.key,
                line=step.says or step.key,
                code=refusal.code,
                message=message,
            ),
            room=exercise.room,
            actor=None,
            changed={},
            occurred_at=min(played_by.real(step.at), now()),
        )
        return Played(step, refused=message)
    return Played(step)
