"""What plans do by the clock."""

from celery import shared_task
from django.db import OperationalError

from command.core.times import clock
from plans import selectors
from plans.actions import issue_step
from plans.activation.actions import deliver_notices

BATCHES = 20  # transactions in one run; the next beat goes on


@shared_task(acks_late=True, soft_time_limit=30)
def issue_ready() -> int:
    """Issue the steps whose time has come; return how many.

    One transaction each, so that one bad row cannot stop the rest.
    """
    issued = 0
    for step_id in selectors.ready_steps(clock()):
        try:
            issued += issue_step(actor=None, step_id=step_id)
        except OperationalError:
            continue  # The next beat finds it again.
    return issued


@shared_task(
    name="plans.tasks.deliver_notices",
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    soft_time_limit=30,  # seconds
)
def deliver_due_notices() -> int:
    """Hand over the notices that are due, batch by batch; return how many those were."""
    delivered = 0
    for _ in range(BATCHES):
        handed = deliver_notices(actor=None)
        delivered += handed
        if not handed:
            break
    return delivered
