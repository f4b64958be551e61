"""Rules and limits as this process knows them, read anew when the database holds others.

Small messages would else spend more on reading and parsing the same rules than on their
readings. One query tells whether a row was written, changed or removed since: each row's
place and the transaction that wrote it. What a transaction has not committed is its own.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import connection
from django.utils.timezone import now

from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion
from incidents.monitoring.models import TelemetryLimit

TABLES = [one._meta.db_table for one in (AlarmRule, AlarmRuleVersion, TelemetryLimit)]
ROWS = (
    "(SELECT (count(*), sum(hashtextextended(ctid::text, xmin::text::bigint)))::text FROM {})"
)
STAMP = f"SELECT {', '.join(map(ROWS.format, TABLES))}"


class Known:
    """What was read under one stamp, by name."""

    def __init__(self, stamp: Any, until: datetime | None) -> None:
        """Begin with nothing; ``until`` a rule begins to hold that does not yet."""
        self.stamp, self.until = stamp, until
        self.things: dict[Any, Any] = {}

    def get(self, name: Any, read: Callable[[], Any]) -> Any:
        """Return a thing, read the first time that it is asked for."""
        if name not in self.things:
            self.things[name] = read()
        return self.things[name]


_lock = Lock()
_known = Known(None, None)


def known() -> Known:
    """Return what is known and still holds. One query; two when something has changed."""
    global _known  # of this process, as the rules are of the node
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        # Other databases (of tests) have rows in the same places.
        stamp = (connection.settings_dict["NAME"], *cursor.fetchone())
    held = _known
    if held.stamp == stamp and (held.until is None or held.until > now()):
        return held
    coming = AlarmRuleVersion.objects.filter(from_at__gt=now()).order_by("from_at")
    fresh = Known(stamp, coming.values_list("from_at", flat=True).first())
    with _lock:
        _known = fresh
    return fresh
