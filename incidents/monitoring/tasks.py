"""What the monitoring room does by the clock."""

from celery import shared_task

from incidents.monitoring import demo
from incidents.monitoring.actions import notice_silence
from incidents.monitoring.selectors import shows_illustrations, silent


@shared_task(soft_time_limit=40)
def continue_illustrations() -> int:
    """Let illustrative stations go on measuring, where there are any; return new readings."""
    return demo.load() if shows_illustrations() else 0


@shared_task(soft_time_limit=40)
def find_silent() -> int:
    """Raise the alarm of every sensor that has fallen silent; return how many."""
    return sum(notice_silence(actor=None, stream_id=stream_id) for stream_id in silent())
