"""What paging does by the clock: bring out what is due."""

from celery import shared_task
from django.db import OperationalError

from command.tasking.paging import guard
from command.tasking.paging.actions import claim_pages, settle_pages
from command.tasking.paging.models import Outcome

BATCH = 40  # pages under one lease
BATCHES = 20  # in one run; the next beat goes on


@shared_task(
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    soft_time_limit=45,  # seconds
)
def deliver_pages() -> int:
    """Bring out what is due, batch by batch; return how many left the system.

    The network is waited for between two transactions, never inside one. A run stops at a
    batch that failed: a gateway that is away keeps no worker from the orders.
    """
    sent = 0
    for _ in range(BATCHES):
        parcels = claim_pages(actor=None, limit=BATCH)
        if not parcels:
            break
        results = guard.leave(parcels)
        settle_pages(actor=None, results=results)
        sent += sum(result.outcome == Outcome.SENT for result in results)
        if any(result.again for result in results):
            break
    return sent
