"""Ending an exercise."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import BadTransition
from command.core.models import Exercise, Person
from command.exercise.actions.rights import locked, require_director
from command.exercise.events import ExerciseEnded
from command.exercise.selectors import card_of, view_of


@door
def end_exercise(*, actor: Person | None, exercise_id: UUID) -> Exercise:
    """End the play; what it made stays on the screens until it is removed."""
    exercise = locked(exercise_id)
    require_director(actor, _("end an exercise"))
    if exercise.state != Exercise.State.RUNNING:
        raise BadTransition(_("This exercise does not run."), state=exercise.state)
    close(exercise, actor=actor)
    return exercise


def close(exercise: Exercise, *, actor: Person | None) -> None:
    """End a play that is held; inside a door."""
    exercise.state = Exercise.State.ENDED
    exercise.ended_at = now()
    with authority.acting_as(exercise.origin):
        exercise.save(update_fields=["state", "ended_at"])
    journal.hold("joint", exercise.room)
    event = ExerciseEnded(scenario=exercise.scenario, steps=exercise.cursor)
    for room in sorted(["joint", exercise.room]):
        journal.append(
            event,
            room=room,
            actor=actor,
            changed={f"exercise.{exercise.pk}": view_of(card_of(exercise))},
        )
