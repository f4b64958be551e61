"""What the clock does for the nearest search."""

from celery import shared_task

from resources.nearest import rebuild


@shared_task(acks_late=True, soft_time_limit=30)
def settle() -> int:
    """Bring the places of teams up to date with the passing of time."""
    return rebuild.settle()
