"""What the ground floor does by the clock."""

from celery import shared_task

from command.core import actions
from command.core.session_store import SessionStore


@shared_task(soft_time_limit=20)
def end_due_duties() -> int:
    """Tell everybody concerned of duties and shares that have run out; return how many."""
    return actions.end_due_duties(actor=None) + actions.end_due_shares(actor=None)


@shared_task(soft_time_limit=20)
def tell_lost_links() -> int:
    """Tell of the cities whose systems have fallen silent; return how many."""
    return actions.tell_lost_links(actor=None)


@shared_task(soft_time_limit=40)
def forget_sessions() -> None:
    """Drop the sessions whose cookie has died."""
    SessionStore.clear_expired()
