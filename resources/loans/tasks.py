"""What the loans room does by the clock: it finds what is late and knocks at a door."""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from resources.loans.actions import chase_loan
from resources.loans.selectors import overdue


@shared_task(acks_late=True, soft_time_limit=30)
def chase_loans() -> int:
    """Say which loans are late, at the rungs that are due; return how many were said."""
    said = 0
    for loan_id, rung in overdue(clock()):
        try:
            said += chase_loan(actor=None, loan_id=loan_id, rung=rung)
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next beat finds it again.
    return said
