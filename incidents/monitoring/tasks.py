"""What the monitoring room does by the clock."""

from celery import shared_task

from command.core.times import clock
from incidents.monitoring import demo
from incidents.monitoring.actions import end_shelves, escalate_alarms, keep_partitions
from incidents.monitoring.detection.actions import judge_by_clock
from incidents.monitoring.detection.selectors import due_by_clock
from incidents.monitoring.intake.counting import forget_old
from incidents.monitoring.selectors import shows_illustrations
from incidents.monitoring.selectors.alarms import shelf_is_over
from incidents.monitoring.selectors.ladder import rungs_due

AT_ONCE = 200  # streams of one transaction


@shared_task(soft_time_limit=40)
def continue_illustrations() -> int:
    """Let illustrative stations go on measuring, where there are any; return new readings."""
    return demo.load() if shows_illustrations() else 0


@shared_task(soft_time_limit=40)
def find_silent() -> int:
    """Raise the alarms that time alone raises, of silent sensors above all; return how many."""
    due = due_by_clock()
    return sum(
        judge_by_clock(actor=None, stream_ids=due[start : start + AT_ONCE])
        for start in range(0, len(due), AT_ONCE)
    )


@shared_task(acks_late=True, soft_time_limit=30)
def chase_alarms() -> int:
    """Call more people where nobody acknowledges an alarm; return how many climbed."""
    due = rungs_due(clock())
    return escalate_alarms(actor=None, alarm_ids=due) if due else 0


@shared_task(acks_late=True, soft_time_limit=30)
def clear_shelves() -> int:
    """Take alarms off the shelf whose time is up; return how many."""
    due = shelf_is_over(clock())
    return end_shelves(actor=None, alarm_ids=due) if due else 0


@shared_task(soft_time_limit=120, time_limit=140)
def keep_days() -> int:
    """Make the days of readings to come, drop those whose time is over, and old counts."""
    kept = keep_partitions(actor=None)
    return kept.made + kept.dropped + forget_old()
