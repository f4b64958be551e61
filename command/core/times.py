"""Times as cards and facts hold them, and the one clock that says what is due."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now


def clock() -> datetime:
    """Return the time by the database's clock. One query.

    What is due is reckoned and found by it alone: the clocks of the processes may differ.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at: datetime = cursor.fetchone()[0]
    return at


def running(at: datetime | None = None) -> Q:
    """Return the condition that a duty or a share runs: at a time, or else now.

    Now is the database's, asked for within the query itself: no process says who may what,
    and no query is added.
    """
    return not_ended(at) & Q(starts_at__lte=Now() if at is None else at)


def not_ended(at: datetime | None = None) -> Q:
    """Return the condition that a duty or a share runs, or is yet to begin."""
    return Q(ends_at__isnull=True) | Q(ends_at__gt=Now() if at is None else at)


def iso(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC: the same moment is always the same text."""
    return at.astimezone(UTC).isoformat()


def iso_or_none(at: datetime | None) -> str | None:
    """Return a time as ``iso`` does; nothing for no time."""
    return None if at is None else iso(at)
