"""What the interlock does by the clock: it finds what is due and knocks at a door."""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from plans.interlock.actions import escalate_shortfall
from plans.interlock.checking import check
from plans.interlock.selectors.shortfalls import due, unanswered


@shared_task(acks_late=True, soft_time_limit=60)
def check_promises() -> int:
    """Look at all promises if a look is due; return how many shortfalls came or went."""
    return check() if due(clock()) else 0


@shared_task(acks_late=True, soft_time_limit=30)
def chase_shortfalls() -> int:
    """Tell the commanders what was not answered in time; return how many."""
    told = 0
    for shortfall in unanswered(clock()):
        try:
            told += escalate_shortfall(actor=None, shortfall_id=shortfall)
        except (NotThere, OperationalError):
            continue
    return told
