"""Writing readings with their minutes and hours, in one statement, however many streams.

Whoever writes has locked the states of the streams: nobody else writes to these now.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

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
    times = [at for _stream, at in keys]
    given = [_array(str(stream) for stream, _at in keys), _array(map(_said, times))]
    with connection.cursor() as cursor:
        cursor.execute(THERE, [*given, min(times), max(times)])
        return {(stream, at): value for stream, at, value in cursor.fetchall()}


def keep(readings: Sequence[Given]) -> None:
    """Write new readings and what they add to their minutes and hours. One statement."""
    if not readings:
        return
    streams = _array(str(stream) for stream, _at, _value in readings)
    times = _array(_said(at) for _stream, at, _value in readings)
    values = _array("NULL" if v is None else repr(float(v)) for _stream, _at, v in readings)
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [streams, times, values])


def _array(words: Iterable[str]) -> str:
    # Keys, times and numbers need no quotes. One long word is sent much faster than a list.
    return f"{{{','.join(words)}}}"


def _said(at: datetime) -> str:
    return at.isoformat()
