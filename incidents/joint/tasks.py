"""What joint command does by the clock: it finds what is due and knocks at a door."""

from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from incidents.joint.actions import escalate_notification
from incidents.joint.selectors.notifications import to_chase


@shared_task(acks_late=True, soft_time_limit=30)
def chase_notifications() -> int:
    """Call the commanders of cities that have not signed in time; return how often."""
    return sum(_knock(addressee) for addressee in to_chase(clock()))


def _knock(addressee_id: UUID) -> bool:
    try:
        return escalate_notification(actor=None, addressee_id=addressee_id)
    except (NotThere, OperationalError):
        return False  # Held by somebody at this moment; the next beat finds it again.
