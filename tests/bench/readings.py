"""Taking readings in: the door, stock ``bulk_create``, and COPY, in one run.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.readings [rounds]``. Batches of 5,000 readings over few, many
and very many streams go through ``record_readings``: each is judged by itself, held against
what is there, written with its minute and its hour, and judged by the rules that are shipped.
The yardsticks write the same rows into a plain table with the same key and do nothing else:
``bulk_create`` of Django, and COPY. CPU is that of this process and of its PostgreSQL process.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.support.live import fresh_database

BATCH = 5000
BATCHES = 4
SPREADS = (50, 1000, 5000)  # streams in a batch
TICK = os.sysconf("SC_CLK_TCK")
MADE = """
CREATE TABLE bench_stock (datastream_id uuid NOT NULL, observed_at timestamptz NOT NULL,
  value float8, PRIMARY KEY (datastream_id, observed_at));
CREATE TABLE bench_copy (LIKE bench_stock INCLUDING ALL);
"""


def set_up(streams):
    """Make a database of its own with so many streams; return their keys."""
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_readings_{os.getpid()}")
    os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "command.settings.test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from command.management.stack import tables

    tables.make()
    call_command("load_codelists", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(MADE)
    return gauges(streams)


def gauges(count):
    """Register so many gauges, four to a station, each with its stages and its rate."""
    from django.contrib.gis.geos import Point
    from django.db import transaction

    from command.core import authority
    from incidents.monitoring.models import Datastream, Station, StreamState
    from tests import make

    with transaction.atomic(), authority.acting_as(make.BAOTOU):
        stations = [
            Station(code=f"B{n}", name_zh="站", region_id=make.BAOTOU, point=Point(110, 40.5))
            for n in range((count + 3) // 4)
        ]
        for station in stations:
            station.claim()
        Station.objects.bulk_create(stations)
        found = [
            Datastream(
                station=stations[n // 4],
                key=f"H{n % 4}",
                name="水位",
                unit="m",
                interval_s=60,
                warning=1008.2,
                guarantee=1009.2,
                rise_per_hour=0.2,
            )
            for n in range(count)
        ]
        for stream in found:
            stream.claim()
        Datastream.objects.bulk_create(found, batch_size=1000)
        StreamState.objects.bulk_create([StreamState(datastream=stream) for stream in found])
    return [stream.pk for stream in found]


def batches(streams, start):
    """Yield batches of rising times, each stream once in a minute."""
    each = BATCH // len(streams)
    for batch in range(BATCHES):
        minutes = [start + timedelta(minutes=batch * each + n) for n in range(each)]
        yield [
            (stream, at, 1007.0 + (number * 7 + at.minute) % 60 / 100)
            for at in minutes
            for number, stream in enumerate(streams)
        ]


def by_door(rows):
    """Write a batch through the door."""
    from incidents.monitoring.actions import record_readings

    taken = record_readings(actor=None, readings=rows)
    assert (taken.new, taken.refused) == (len(rows), []), taken


def by_copy(rows):
    """Write a batch by COPY."""
    from django.db import connection

    with connection.cursor() as cursor, cursor.copy("COPY bench_copy FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def stock():
    """Return what writes a batch by ``bulk_create``, as the documentation shows it."""
    from django.db import models

    class StockReading(models.Model):
        pk = models.CompositePrimaryKey("datastream_id", "observed_at")
        datastream_id = models.UUIDField()
        observed_at = models.DateTimeField()
        value = models.FloatField(null=True)

        class Meta:
            app_label = "monitoring"
            db_table = "bench_stock"
            managed = False

        def __str__(self):
            return str(self.pk)

    def write(rows):
        StockReading.objects.bulk_create(
            [StockReading(datastream_id=s, observed_at=at, value=v) for s, at, v in rows],
            ignore_conflicts=True,
        )

    return write


def backend_cpu():
    """Return the seconds of CPU of this connection's PostgreSQL process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def measure(write, given):
    """Return rows a second and microseconds of CPU a row: Python, PostgreSQL."""
    given = list(given)
    before, database, began = time.process_time(), backend_cpu(), time.monotonic()
    for rows in given:
        write(rows)
    took = time.monotonic() - began
    rows = sum(map(len, given))
    python = (time.process_time() - before) / rows * 1e6
    return rows / took, python, (backend_cpu() - database) / rows * 1e6


def main(rounds=3):
    """Measure in turns, print one row each."""
    streams = set_up(max(SPREADS))
    from django.utils.timezone import now

    ways = {"door": by_door, "bulk_create": stock(), "copy": by_copy}
    start = (now() - timedelta(days=3)).replace(second=0, microsecond=0)
    for place, spread in enumerate(SPREADS):
        found = {name: [] for name in ways}
        for number in range(rounds):
            at = start + timedelta(hours=place * 24 + number * 8)
            for name, write in ways.items():
                found[name].append(measure(write, batches(streams[:spread], at)))
        load = "/".join(f"{n:.1f}" for n in os.getloadavg())
        floor = median(rate for rate, *_cpu in found["copy"])
        for name, taken in found.items():
            rate, python, database = (median(column) for column in zip(*taken, strict=True))
            sys.stdout.write(
                f"{spread:5} streams {name:12} load {load}: {rate:9,.0f} readings/s"
                f" (COPY x {rate / floor:.3f}),"
                f" CPU µs a reading: Python {python:.1f} + PostgreSQL {database:.1f}\n"
            )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
