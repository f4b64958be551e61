"""What distress does by the clock: call more people when nobody answers."""

from celery import shared_task
from django.db import OperationalError

from command.tasking.distress.actions import climb_help
from command.tasking.distress.selectors.due import waiting


@shared_task(acks_late=True, soft_time_limit=30)
def climb_calls() -> int:
    """Climb the rungs that are due; return how many. One call's trouble stops no other."""
    climbed = 0
    for call_id in waiting():
        try:
            climbed += climb_help(actor=None, call_id=call_id)
        except OperationalError:
            continue
    return climbed
