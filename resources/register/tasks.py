"""What the register does by the clock: it finds dates that are near and knocks at a door."""

from celery import shared_task
from django.db import OperationalError

from resources.register import dates
from resources.register.actions import tell_date


@shared_task(acks_late=True, soft_time_limit=120, time_limit=140)
def tell_dates() -> int:
    """Tell each city once of every threshold before a date that is reached; return how many."""
    at = dates.today()
    told = 0
    for due in list(dates.to_tell(at)):
        try:
            told += tell_date(actor=None, subject=due.subject, thing_id=due.thing, today=at)
        except OperationalError:
            continue  # held by somebody at this moment; the next run finds it again
    return told
