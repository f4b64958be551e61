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
from command.core.times import clock
from command.tasking.actions import make_round, readdress_task, tell_check_in
from command.tasking.selectors import clocks


@shared_task(acks_late=True, soft_time_limit=30)
def follow_posts() -> int:
    """Queue open orders for those who took over a post; return for how many people."""
    return sum(_knock(readdress_task, key) for key in clocks.taken_over())


@shared_task(acks_late=True, soft_time_limit=30)
def make_rounds() -> int:
    """Issue the rounds that are due, or tell that they cannot begin; return how many."""
    return sum(_knock(make_round, key) for key in clocks.rounds_due(clock()))


@shared_task(acks_late=True, soft_time_limit=30)
def tell_check_ins() -> int:
    """Tell of people who were not heard of in time; return of how many tasks."""
    return sum(_knock(tell_check_in, key) for key in clocks.due_check_ins(clock()))


def _knock(door: Callable[..., Any], task_id: UUID) -> int:
    try:
        return int(door(actor=None, task_id=task_id))
    except (NotThere, OperationalError):
        return 0  # Held by somebody at this moment; the next beat finds it again.
