"""What the monitoring room does by the clock."""

from celery import shared_task
from django.utils.timezone import now

from incidents.monitoring import demo
from incidents.monitoring.actions import end_shelves, escalate_alarms, notice_silence
from incidents.monitoring.selectors import shows_illustrations, silent
from incidents.monitoring.selectors.alarms import shelf_is_over
from incidents.monitoring.selectors.ladder import rungs_due


@shared_task(soft_time_limit=40)
def continue_illustrations() -> int:
    """Let illustrative stations go on measuring, where there are any; return new readings."""
    return demo.load() if shows_illustrations() else 0


@shared_task(soft_time_limit=40)
def find_silent() -> int:
    """Raise the alarm of every sensor that has fallen silent; return how many."""
    return sum(notice_silence(actor=None, stream_id=stream_id) for stream_id in silent())


@shared_task(acks_late=True, soft_time_limit=30)
def chase_alarms() -> int:
    """Call more people where nobody acknowledges an alarm; return how many climbed."""
    due = rungs_due(now())
    return escalate_alarms(actor=None, alarm_ids=due) if due else 0


@shared_task(acks_late=True, soft_time_limit=30)
def clear_shelves() -> int:
    """Take alarms off the shelf whose time is up; return how many."""
    due = shelf_is_over()
    return end_shelves(actor=None, alarm_ids=due) if due else 0
