"""What tasking does by the clock besides delivering and chasing; entered in ``apps.py``.

The database knows what is due; a task here finds it and knocks at a door, in one
transaction each. A lost message or a killed worker only delays what the next beat does.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.tasking.actions import readdress_task
from command.tasking.selectors import clocks


@shared_task(acks_late=True, soft_time_limit=30)
def follow_posts() -> int:
    """Queue open orders for those who took over a post; return for how many people."""
    return sum(_knock(readdress_task, key) for key in clocks.taken_over())


def _knock(door: Callable[..., Any], task_id: UUID) -> int:
    try:
        return int(door(actor=None, task_id=task_id))
    except (NotThere, OperationalError):
        return 0  # Held by somebody at this moment; the next beat finds it again.
