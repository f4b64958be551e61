"""What the warnings room does by the clock: it finds what is due and knocks at a door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from incidents.warnings.actions import escalate_obligation, tell_expired
from incidents.warnings.selectors import run_out, to_chase


@shared_task(acks_late=True, soft_time_limit=30)
def chase_obligations() -> int:
    """Climb the rungs that are due where nobody has decided; return how many."""
    return sum(_knock(escalate_obligation, obligation_id=key) for key in to_chase(clock()))


@shared_task(acks_late=True, soft_time_limit=30)
def tell_run_out() -> int:
    """Tell which warnings have run out; return how many."""
    return sum(_knock(tell_expired, warning_id=key) for key in run_out(clock()))


def _knock(door: Callable[..., Any], **key: UUID) -> bool:
    try:
        return bool(door(actor=None, **key))
    except (NotThere, OperationalError):
        return False  # Held by somebody at this moment; the next beat finds it again.
