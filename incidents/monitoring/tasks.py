"""What the monitoring room does by the clock."""

from celery import shared_task

from incidents.monitoring import demo
from incidents.monitoring.selectors import shows_illustrations


@shared_task(soft_time_limit=40)
def continue_illustrations() -> int:
    """Let illustrative stations go on measuring, where there are any; return new readings."""
    return demo.load() if shows_illustrations() else 0
