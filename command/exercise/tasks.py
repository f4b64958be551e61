"""What the clock does for exercises."""

from celery import shared_task

from command.exercise import selectors
from command.exercise.actions import advance_exercise


@shared_task(soft_time_limit=20)
def advance_running() -> int:
    """Play what is due in every running exercise; return how many steps were played.

    The beat runs this every second. Harmless when it runs twice at once: a step is
    played by whoever holds the exercise, and nothing is played twice.
    """
    return sum(
        len(advance_exercise(actor=None, exercise_id=key)) for key in selectors.running()
    )
