"""What tasking does by the clock.

The database knows what is due; a task here finds it and knocks at a door. A lost
message, a killed worker or an empty broker only delay what the next beat does.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils.timezone import now

from command.core.errors import NotThere
from command.tasking import selectors
from command.tasking.actions import deliver_receipts, escalate_task, tell_overdue

BATCH = 100  # receipts in one transaction
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
    """Climb the rungs that are due and tell what is overdue; return how many of both.

    One transaction each, so that one bad row cannot stop the rest.
    """
    at = now()
    escalated = sum(_knock(escalate_task, key) for key in selectors.to_chase(at))
    return escalated + sum(_knock(tell_overdue, key) for key in selectors.overdue_untold(at))


def _knock(door: Callable[..., Any], task_id: UUID) -> bool:
    try:
        return bool(door(actor=None, task_id=task_id))
    except (NotThere, OperationalError):
        return False  # Held by somebody at this moment; the next beat finds it again.
