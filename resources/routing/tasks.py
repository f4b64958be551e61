"""What the routing room does by the clock."""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from resources.routing.actions import tell_expired
from resources.routing.actions.kept import forget_old
from resources.routing.selectors import run_out


@shared_task(acks_late=True, soft_time_limit=30)
def tell_conditions_that_ran_out() -> int:
    """Tell which road conditions have run out; return how many."""
    told = 0
    for key in run_out(clock()):
        try:
            told += tell_expired(actor=None, condition_id=key)
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next beat finds it again.
    return told


@shared_task(acks_late=True, soft_time_limit=60)
def forget_old_ways() -> int:
    """Drop what a routing service said too long ago; return how many."""
    return forget_old()
