"""What messaging does by the clock: the database knows what is due, a task knocks at doors."""

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from incidents.messaging.actions import (
    chase_message,
    readdress_message,
    tell_late_instruction,
)
from incidents.messaging.selectors import due


@shared_task(acks_late=True, soft_time_limit=30)
def chase_due() -> int:
    """Climb the rungs that are due and tell which feedback is late; return how many of both.

    One transaction each, so that one bad row cannot stop the rest.
    """
    at = clock()
    chased = sum(_knock(chase_message, message_id=key) for key in due.to_chase(at))
    late = due.late_instructions(at)
    return chased + sum(_knock(tell_late_instruction, instruction_id=key) for key in late)


@shared_task(acks_late=True, soft_time_limit=30)
def follow_duties() -> int:
    """Queue unread messages for those who took over a post; return for how many messages."""
    return sum(_knock(readdress_message, message_id=key) for key in due.taken_over())


def _knock(door: Callable[..., Any], **key: Any) -> bool:
    try:
        return bool(door(actor=None, **key))
    except (NotThere, OperationalError):
        return False  # Held by somebody at this moment; the next beat finds it again.
