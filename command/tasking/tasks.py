"""What tasking does by the clock.

The database knows what is due; a task here finds it and knocks at a door. A lost
message, a killed worker or an empty broker only delay what the next beat does.
"""

from collections.abc import Callable

from celery import shared_task
from django.db import OperationalError

from command.tasking.actions import climb_rungs, deliver_receipts, tell_overdue

BATCH = 100  # receipts in one transaction
CHASED = 50  # tasks in one transaction
BATCHES = 20  # transactions in one run; the next beat goes on


@shared_task(
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    soft_time_limit=30,  # seconds
)
def deliver_due() -> int:
    """Hand over what is queued, batch by batch; return how many orders that were."""
    delivered = 0
    for _ in range(BATCHES):
        handed = deliver_receipts(actor=None, limit=BATCH)
        delivered += handed
        if handed < BATCH:
            break
    return delivered


@shared_task(acks_late=True, soft_time_limit=30)
def chase_due() -> int:
    """Climb the rungs that are due and tell what is overdue; return how many of both."""
    return _until_none(climb_rungs) + _until_none(tell_overdue)


def _until_none(door: Callable[..., int]) -> int:
    """Knock until nothing is due any more, or the next beat may go on."""
    done = 0
    for _ in range(BATCHES):
        found = door(actor=None, limit=CHASED)
        done += found
        if found == 0:
            break
    return done
