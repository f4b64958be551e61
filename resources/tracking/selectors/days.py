"""Which days of the track there are."""

from datetime import date, datetime

from django.db import connection

PARTS = """
SELECT inhrelid::regclass::text FROM pg_inherits
WHERE inhparent = 'tracking_track'::regclass ORDER BY 1
"""


def days_kept() -> list[date]:
    """Return the days that have a part of their own. One query."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS)
        names = [name for (name,) in cursor.fetchall()]
    return [
        datetime.strptime(name[-8:], "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
        for name in names
        if name[-8:].isdigit()
    ]
