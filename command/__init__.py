"""Joint Command: emergency command of four cities."""

from command.celery import app as celery_app

__all__ = ["celery_app"]
