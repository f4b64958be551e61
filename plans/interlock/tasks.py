"""What the interlock does by the clock: it finds what is due and knocks at a door."""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from plans.interlock.actions import climb_shortfall, escalate_shortfall
from plans.interlock.checking import check, close_whole
from plans.interlock.selectors.shortfalls import due, silent, unanswered


@shared_task(acks_late=True, soft_time_limit=60)
def check_promises() -> int:
    """Look at all promises if a look is due; return how many shortfalls came or went."""
    return check() if due(clock()) else 0


@shared_task(acks_late=True, soft_time_limit=30)
def chase_shortfalls() -> int:
    """Call the next about what nobody took on or answered in time; return how many times."""
    at, told = clock(), 0
    due = [(climb_shortfall, each) for each in silent(at)]
    due += [(escalate_shortfall, each) for each in unanswered(at)]
    for door, shortfall in due:
        try:
            told += door(actor=None, shortfall_id=shortfall)
        except (NotThere, OperationalError):
            continue
    return told


@shared_task(acks_late=True, soft_time_limit=60)
def close_kept() -> int:
    """Close what holds again, between two nights; return how many."""
    return close_whole()
