"""What the clock does for exercises."""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import Refusal
from command.core.models import Exercise
from command.core.times import clock
from command.exercise import selectors
from command.exercise.actions import advance_exercise, release_inject


@shared_task(soft_time_limit=20)
def advance_running() -> int:
    """Play what is due in every running exercise; return how many steps were played.

    The beat runs this every second. Harmless when it runs twice at once: a step is
    played by whoever holds the exercise, and nothing is played twice.
    """
    return sum(
        len(advance_exercise(actor=None, exercise_id=key)) for key in selectors.running()
    )


@shared_task(soft_time_limit=20)
def release_due() -> int:
    """Release the injects whose time has come; return how many. Each is released once."""
    released = 0
    for exercise in Exercise.objects.filter(state=Exercise.State.RUNNING):
        for key in selectors.due_injects(exercise, clock()):
            try:
                released += release_inject(actor=None, inject_id=key)
            except (Refusal, OperationalError):
                continue  # Ended or held at this moment; the next beat looks again.
    return released
