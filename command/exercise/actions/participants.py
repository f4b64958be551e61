"""Who takes part: enrolled at the start, and changed by the director while it runs."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.models import Exercise, Participant, Person
from command.exercise.actions.rights import inside, locked, require_director
from command.exercise.events import ParticipantEnrolled, ParticipantReleased

Part = Participant.Part


def enrol_cast(exercise: Exercise, people: Iterable[Person]) -> None:
    """Enrol those who play the roles of the script, and the director; inside a door."""
    at = now()
    parts = {person.pk: Part.PLAYER for person in people}
    if exercise.director_id is not None:
        parts[exercise.director_id] = Part.CONTROLLER
    rows = [Participant(person_id=key, part=part, joined_at=at) for key, part in parts.items()]
    for row in rows:
        row.claim()
    Participant.objects.bulk_create(rows)


@door
def enrol_participant(
    *, actor: Person | None, exercise_id: UUID, person_id: UUID, part: str = Part.PLAYER
) -> Participant:
    """Let somebody take part, from now on; who left may come back in another part.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` when the exercise
    does not run, or ``Conflict`` when the person takes part already.
    """
    exercise = _running(actor, exercise_id, to=_("enrol a participant"))
    if part not in Part.values:
        raise Invalid(gettext_lazy("There is no such part in an exercise."), part=part)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotThere(gettext_lazy("There is no such person."))
    with inside(exercise):
        row = Participant.objects.filter(exercise=exercise, person=person).first()
        if row is None:
            row = Participant(person=person, part=part, joined_at=now())
            row.save(force_insert=True)
        elif row.left_at is None:
            raise Conflict(gettext_lazy("This person takes part already."))
        else:
            row.part, row.left_at = part, None
            row.save(update_fields=["part", "left_at"])
        _tell(exercise, ParticipantEnrolled(person=person.name, part=part), actor)
    return row


@door
def release_participant(
    *, actor: Person | None, exercise_id: UUID, person_id: UUID
) -> Participant:
    """Let somebody go: nothing of the exercise reaches them outside the system any more.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    exercise = _running(actor, exercise_id, to=_("release a participant"))
    rows = Participant.objects.filter(exercise=exercise, left_at__isnull=True)
    row = rows.select_related("person").filter(person=person_id).first()
    if row is None:
        raise NotThere(gettext_lazy("This person does not take part."))
    row.left_at = now()
    with inside(exercise):
        row.save(update_fields=["left_at"])
        _tell(exercise, ParticipantReleased(person=row.person.name), actor)
    return row


def _running(actor: Person | None, exercise_id: UUID, *, to: str) -> Exercise:
    exercise = locked(exercise_id)
    require_director(actor, to)
    if exercise.state != Exercise.State.RUNNING:
        raise BadTransition(gettext_lazy("This exercise does not run."), state=exercise.state)
    return exercise


def _tell(
    exercise: Exercise, event: ParticipantEnrolled | ParticipantReleased, actor: Person | None
) -> None:
    journal.hold(exercise.room)
    journal.append(event, room=exercise.room, actor=actor, changed={})
