"""Times as cards and facts hold them, and the one clock that says what is due."""

from datetime import UTC, datetime

from django.db import connection


def clock() -> datetime:
    """Return the time by the database's clock. One query.

    What is due is reckoned and found by it alone: the clocks of the processes may differ.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at: datetime = cursor.fetchone()[0]
    return at


def iso(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC: the same moment is always the same text."""
    return at.astimezone(UTC).isoformat()


def iso_or_none(at: datetime | None) -> str | None:
    """Return a time as ``iso`` does; nothing for no time."""
    return None if at is None else iso(at)
