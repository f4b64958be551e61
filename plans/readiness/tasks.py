"""What readiness does by the clock: it finds what is due and knocks at a door."""

from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from command.core.errors import BadTransition, NotThere
from command.core.times import clock
from plans.readiness.actions import run_readiness
from plans.readiness.selectors import due_plans


@shared_task(acks_late=True, soft_time_limit=30)
def find_due() -> int:
    """Hand out the plans to be reckoned, one task each; return how many."""
    found = due_plans(clock())
    for plan in found:
        run_plan.apply_async(args=(str(plan),), expires=55)
    return len(found)


@shared_task(acks_late=True, soft_time_limit=60)
def run_plan(plan: str) -> bool:
    """Reckon one plan, if it is still due: the database knows, not the queue."""
    if UUID(plan) not in due_plans(clock(), limit=10_000):
        return False
    try:
        run_readiness(actor=None, plan_id=UUID(plan))
    except (BadTransition, NotThere, OperationalError):
        return False  # Withdrawn meanwhile, or busy; the next beat finds what is due.
    return True
