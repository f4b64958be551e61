"""What distress does by the clock: call more people, and destroy what was kept long enough."""

from celery import shared_task
from django.db import OperationalError

from command.core.times import clock
from command.tasking.distress.actions import climb_help, silence_call
from command.tasking.distress.selectors import calls_to_silence
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


@shared_task(acks_late=True, soft_time_limit=60)
def destroy_voices() -> int:
    """Destroy the voice notes whose time is over; return how many."""
    return sum(silence_call(actor=None, call_id=key) for key in calls_to_silence(clock()))
