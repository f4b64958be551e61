"""Who takes part in an exercise: asked before anything of it leaves the system."""

from uuid import UUID

from command.core.models import Exercise, Participant


def takes_part(person_id: UUID, exercise_id: UUID) -> bool:
    """Return whether the person takes part in the exercise now, while it runs. One query."""
    enrolled = Participant.objects.filter(
        person=person_id,
        exercise=exercise_id,
        left_at__isnull=True,
        exercise__state=Exercise.State.RUNNING,
    )
    return enrolled.exists()
