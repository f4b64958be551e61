"""What the coverage room does by the clock."""

from celery import shared_task

from resources.coverage.actions.marking import EVERYTHING, take_marks
from resources.coverage.checking import check, close_of_ended
from resources.coverage.selectors.picture import worlds


@shared_task(acks_late=True, soft_time_limit=30)
def check_marked() -> int:
    """Look at what has changed since the last look; return how many gaps came or went."""
    changed = 0
    there = worlds()
    for world, marks in take_marks().items():
        if world in there:
            changed += check(None if EVERYTHING in marks else marks, world)
    return changed


@shared_task(acks_late=True, soft_time_limit=50)
def check_all() -> int:
    """Look at everything: a mark may have been lost, a reservation begins, winter comes."""
    return sum(check(None, world) for world in worlds()) + close_of_ended()
