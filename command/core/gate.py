"""The gate of machines and phones: how often one comes, and what became of what it brought.

Telemetry: counted here, by no door. A count stands in the transaction of what is counted, so
that what is counted and what is kept agree.
"""

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_network
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate, now

COME = """
INSERT INTO core_coming AS gate (key, minute, used) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
  used = CASE WHEN gate.minute = EXCLUDED.minute THEN gate.used + 1 ELSE 1 END,
  minute = EXCLUDED.minute
RETURNING used
"""
# Rows in one order, so that two transactions never wait for each other.
COUNT = """
INSERT INTO core_tally AS tally
  (entrance, sender, subject, exercise_id, day, why, count, last_at)
SELECT %s, %s, row.subject, row.exercise, %s, row.why, row.count, %s
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[])
  AS row (subject, exercise, why, count)
ON CONFLICT (entrance, sender, subject, day, why) DO UPDATE
SET count = tally.count + EXCLUDED.count, last_at = EXCLUDED.last_at
"""
FORGET_COMINGS = "DELETE FROM core_coming WHERE minute < %s"
FORGET_TALLIES = "DELETE FROM core_tally WHERE entrance = %s AND day < %s"
LONG_PAST = timedelta(hours=1)  # a minute that is over counts for nobody


class Kind(NamedTuple):
    """What is counted together: of which thing, in which exercise, why it was refused."""

    subject: UUID | None
    exercise: UUID | None
    why: str


def come(key: str) -> int:
    """Count a sender's coming; return how often it came this minute. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(COME, [key, now().replace(second=0, microsecond=0)])
        return int(cursor.fetchone()[0])


def stranger_comes(address: str | None) -> int:
    """Count the coming of somebody unknown; return how often one came from the same line."""
    return come(f"line.{line_of(address) if address else 'unknown'}")


def line_of(address: str) -> str:
    """Return the line that an address is on: of IPv6 the network of 64 bits, else itself."""
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def count_all(entrance: str, sender: UUID | None, counts: Mapping[Kind, int]) -> None:
    """Count what came of one sender, kind by kind. One statement."""
    rows = sorted(
        ((kind, n) for kind, n in counts.items() if n > 0),
        key=lambda row: (str(row[0].subject), row[0].why),
    )
    if not rows:
        return
    at = now()
    columns = zip(*((*kind, n) for kind, n in rows), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [entrance, sender, localdate(at), at, *map(list, columns)])


def forget(entrance: str, days: int) -> int:
    """Drop what an entrance counted longer ago, and comings long past; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_COMINGS, [now() - LONG_PAST])
        gone = cursor.rowcount
        cursor.execute(FORGET_TALLIES, [entrance, localdate() - timedelta(days=days)])
        return int(gone + cursor.rowcount)
