"""What resources do by the clock.

The database knows what is due; a task here finds it and knocks at a door.
"""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from resources.actions import lapse_reservation
from resources.selectors.due import reservations_due


@shared_task(acks_late=True, soft_time_limit=30)
def free_lapsed() -> int:
    """Free the reservations that nobody has called in their time; return how many.

    One transaction each, so that one bad row cannot stop the rest.
    """
    freed = 0
    for deployment_id in reservations_due():
        try:
            freed += lapse_reservation(actor=None, deployment_id=deployment_id)
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next beat finds it again.
    return freed
