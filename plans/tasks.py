"""What plans do by the clock."""

from celery import shared_task
from django.db import OperationalError
from django.utils.timezone import now

from plans import selectors
from plans.actions import issue_step


@shared_task(acks_late=True, soft_time_limit=30)
def issue_ready() -> int:
    """Issue the steps whose time has come; return how many.

    One transaction each, so that one bad row cannot stop the rest.
    """
    issued = 0
    for step_id in selectors.ready_steps(now()):
        try:
            issued += issue_step(actor=None, step_id=step_id)
        except OperationalError:
            continue  # The next beat finds it again.
    return issued
