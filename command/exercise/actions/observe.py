"""What evaluators and controllers see of the answers."""

from typing import TypeVar
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Invalid, NotThere
from command.core.models import Exercise, Participant, Person
from command.exercise.actions.injects import require_part
from command.exercise.events import ObservationMade
from command.exercise.models import Inject, Observation
from command.exercise.models.inject import TEXT_LENGTH
from plans.models import ActivationStep

Part = Participant.Part
Row = TypeVar("Row", Inject, ActivationStep)
Verdict = Observation.Verdict


@door
def observe(
    *,
    actor: Person,
    exercise_id: UUID,
    verdict: str,
    text: str = "",
    inject_id: UUID | None = None,
    step_id: UUID | None = None,
) -> Observation:
    """Write down what was seen: about an inject, a step of a plan, or the whole.

    Also after the exercise has ended, until it is removed. A note says something; the other
    verdicts are about one thing.
    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    exercise = Exercise.objects.filter(pk=exercise_id).first()
    if exercise is None or exercise.state == Exercise.State.REMOVED:
        raise NotThere(gettext_lazy("No such exercise."))
    require_part(actor, exercise, Part.EVALUATOR, Part.CONTROLLER, to=_("evaluate an exercise"))
    text = text.strip()
    about = [each for each in (inject_id, step_id) if each is not None]
    if verdict not in Verdict.values or len(text) > TEXT_LENGTH or len(about) > 1:
        raise Invalid(gettext_lazy("An observation cannot say this."))
    if (verdict == Verdict.NOTE and not text) or (verdict != Verdict.NOTE and not about):
        raise Invalid(gettext_lazy("Say what was seen, and about what."))
    inject = _mine(Inject, inject_id, exercise)
    step = _mine(ActivationStep, step_id, exercise)
    seen = Observation(inject=inject, step=step, by=actor, verdict=verdict, text=text, at=now())
    with authority.in_exercise(exercise.pk):
        seen.save(force_insert=True)
        journal.hold(exercise.room)
        journal.append(
            ObservationMade(
                about=inject.title if inject else step.task.title if step else "",
                verdict=str(verdict),
            ),
            room=exercise.room,
            actor=actor,
            changed={},
        )
    return seen


def _mine(model: type[Row], key: UUID | None, exercise: Exercise) -> Row | None:
    if key is None:
        return None
    row = model.objects.filter(pk=key, exercise=exercise).first()
    if row is None:
        raise NotThere(gettext_lazy("This is no part of the exercise."))
    return row
