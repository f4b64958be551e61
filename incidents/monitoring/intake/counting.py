"""What was taken and refused, counted by day. Telemetry: counted here, by no door.

In the transaction of the readings, so that what is counted and what is kept agree.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate, now

from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.models import Datastream

Counts = Mapping[tuple[Datastream | None, str], int]

# Rows in one order, so that two transactions never wait for each other.
COUNT = """
INSERT INTO intake_tally AS tally
  (device_id, datastream_id, exercise_id, day, why, count, last_at)
SELECT %s, row.stream, row.exercise, %s, row.why, row.count, %s
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[])
  AS row (stream, exercise, why, count)
ON CONFLICT (device_id, datastream_id, day, why) DO UPDATE
SET count = tally.count + EXCLUDED.count, last_at = EXCLUDED.last_at
"""


def count(device: FeedDevice | None, stream: Datastream | None, why: str, n: int = 1) -> None:
    """Count ``n`` readings of one kind."""
    count_all(device, {(stream, why): n})


def count_all(device: FeedDevice | None, counts: Counts) -> None:
    """Count readings of several kinds of one device. One statement."""
    summed: dict[tuple[UUID | None, UUID | None, str], int] = {}
    for (stream, why), n in counts.items():
        world = stream.exercise_id if stream else device.exercise_id if device else None
        key = (stream.pk if stream else None, world, str(why))
        if n > 0:
            summed[key] = summed.get(key, 0) + n
    if not summed:
        return
    rows = sorted(summed.items(), key=lambda row: (str(row[0][0]), row[0][2]))
    at = now()
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            [
                device.pk if device else None,
                localdate(at),
                at,
                [key[0] for key, _n in rows],
                [key[1] for key, _n in rows],
                [key[2] for key, _n in rows],
                [n for _key, n in rows],
            ],
        )
