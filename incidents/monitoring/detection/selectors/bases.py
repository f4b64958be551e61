"""Values of some time ago, to compare with: for the rules about rates."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from incidents.monitoring.models import Reading

Wanted = tuple[UUID, datetime, datetime]  # stream, from, to: both within

# The oldest value of each span, by the index. The outer bounds say the same once more, as
# values known beforehand: without them every day that is kept would be planned.
OLDEST = f"""
SELECT wanted.place, found.observed_at, found.value
FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[])
  WITH ORDINALITY AS wanted (stream, since, until, place)
CROSS JOIN LATERAL (
  SELECT observed_at, value FROM {Reading._meta.db_table}
  WHERE datastream_id = wanted.stream AND value IS NOT NULL
    AND observed_at BETWEEN wanted.since AND wanted.until
    AND observed_at BETWEEN %s AND %s
  ORDER BY observed_at LIMIT 1
) AS found
"""  # noqa: S608  the table's own name


def bases(wanted: Sequence[Wanted]) -> dict[int, tuple[datetime, float]]:
    """Return the oldest value within each span, by its place in the list. One query."""
    if not wanted:
        return {}
    streams, since, until = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        bounds = [min(since), max(until)]
        cursor.execute(OLDEST, [list(streams), list(since), list(until), *bounds])
        return {place - 1: (at, value) for place, at, value in cursor.fetchall()}
