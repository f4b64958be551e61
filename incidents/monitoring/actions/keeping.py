"""Writing readings with their minutes and hours, in one statement, however many streams.

Whoever writes has locked the states of the streams: nobody else writes to these now.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from incidents.monitoring.actions.sifting import Given, Key

THERE = """
SELECT given.stream, given.at, known.value
FROM unnest(%s::uuid[], %s::timestamptz[]) AS given (stream, at)
CROSS JOIN LATERAL (
  SELECT value FROM monitoring_reading
  WHERE datastream_id = given.stream AND observed_at = given.at
    AND observed_at BETWEEN %s AND %s
  OFFSET 0
) AS known
"""

AGGREGATE = """
  INSERT INTO monitoring_reading{unit} AS known
    (datastream_id, start, count, low, high, sum, first, first_at, last, last_at)
  SELECT stream, date_trunc('{unit}', at, 'UTC'), count(*), min(value), max(value), sum(value),
    (array_agg(value ORDER BY at))[1], min(at), (array_agg(value ORDER BY at DESC))[1], max(at)
  FROM given WHERE value IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (datastream_id, start) DO UPDATE SET
    count = known.count + EXCLUDED.count,
    low = least(known.low, EXCLUDED.low),
    high = greatest(known.high, EXCLUDED.high),
    sum = known.sum + EXCLUDED.sum,
    first = CASE WHEN EXCLUDED.first_at < known.first_at
                 THEN EXCLUDED.first ELSE known.first END,
    first_at = least(known.first_at, EXCLUDED.first_at),
    last = CASE WHEN EXCLUDED.last_at > known.last_at THEN EXCLUDED.last ELSE known.last END,
    last_at = greatest(known.last_at, EXCLUDED.last_at)
"""

KEEP = f"""
WITH given AS (
  SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::float8[])
    AS given (stream, at, value)
), minutes AS ({AGGREGATE.format(unit="minute")}
), hours AS ({AGGREGATE.format(unit="hour")}
)
INSERT INTO monitoring_reading (datastream_id, observed_at, value)
SELECT stream, at, value FROM given
"""  # noqa: S608  names of our own


def there(keys: Sequence[Key]) -> Mapping[Key, float | None]:
    """Return what is kept already of these streams at these times. At most one query."""
    if not keys:
        return {}
    streams, times = _columns(keys)
    with connection.cursor() as cursor:
        cursor.execute(THERE, [streams, times, min(times), max(times)])
        return {(stream, at): value for stream, at, value in cursor.fetchall()}


def keep(readings: Sequence[Given]) -> None:
    """Write new readings, ordered by stream and time, and what they add to their times."""
    if not readings:
        return
    streams, times = _columns([(stream, at) for stream, at, _value in readings])
    values = [value for _stream, _at, value in readings]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [streams, times, values])


def _columns(keys: Sequence[Key]) -> tuple[list[UUID], list[datetime]]:
    return [stream for stream, _at in keys], [at for _stream, at in keys]
