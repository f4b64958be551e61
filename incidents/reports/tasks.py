"""What the reports room does by the clock.

The clocks are reckoned from what happened; a task finds what is due and knocks at a door.
"""

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere, Refusal
from incidents.reports.actions import compile_sitrep, tell_report_overdue
from incidents.reports.selectors.due import sitreps_due, untold


@shared_task(acks_late=True, soft_time_limit=40)
def chase_reports() -> int:
    """Tell of every reporting clock that has run out; return how many were new."""
    told = 0
    for incident_id, clock in untold():
        try:
            told += tell_report_overdue(actor=None, incident_id=incident_id, clock=clock)
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next beat finds it again.
    return told


@shared_task(acks_late=True, soft_time_limit=40)
def compile_due_sitreps() -> int:
    """Compile every situation report whose hour has come; return how many were new."""
    made = 0
    for schedule_id, hour in sitreps_due():
        try:
            made += bool(compile_sitrep(actor=None, schedule_id=schedule_id, hour=hour))
        except (Refusal, OperationalError):
            continue
    return made
