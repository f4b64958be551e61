"""What tracking does by the clock: find, then knock at a door."""

from celery import shared_task

from resources.tracking.actions import (
    keep_partitions,
    record_crossings,
    tell_lost,
    tell_regained,
)
from resources.tracking.intake.gate import forget_old


@shared_task(soft_time_limit=20)
def watch_zones() -> int:
    """Record who entered or left a zone."""
    return record_crossings(actor=None)


@shared_task(soft_time_limit=20)
def watch_silence() -> int:
    """Record whose position is lost, and who is heard again."""
    return tell_regained(actor=None) + tell_lost(actor=None)


@shared_task(soft_time_limit=60)
def keep_days() -> int:
    """Make the days of the track to come, drop those whose time is over, and old counts."""
    return sum(keep_partitions(actor=None)) + forget_old()
