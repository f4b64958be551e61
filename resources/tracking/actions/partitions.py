"""The days of the track: made ahead, dropped as a whole when their time is over."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from resources.tracking.limits import Limits
from resources.tracking.selectors.days import days_kept

AHEAD = 3  # days
LOCK = 7_310_551  # one at a time
BEGINNING = "tracking_track_"


@door
def keep_partitions(*, actor: Person | None) -> tuple[int, int]:
    """Make the parts of today and the days to come, drop what is too old.

    Returns how many days were made and how many dropped.
    """
    today = now().date()
    oldest = today - timedelta(days=Limits.of().kept_days)
    made = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for ahead in range(-1, AHEAD + 1):
            cursor.execute("SELECT tracking_keep(%s)", [today + timedelta(days=ahead)])
            made += cursor.fetchone()[0]
        gone = [day for day in days_kept() if day < oldest]
        for day in gone:
            # A name of ours and a day: nothing of anybody's words.
            cursor.execute(f'DROP TABLE "{BEGINNING}{day:%Y%m%d}"')
        cursor.execute("DELETE FROM tracking_track_rest WHERE at < %s", [oldest])
    return made, len(gone)
