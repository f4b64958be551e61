"""Charts over ten million readings: the selector, and the stock way, in one run.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.series [millions]``. Sixteen gauges that report every minute
fill more than a year, in days, with their minutes and hours. Asked for: the last day, week,
month, quarter and all, in 400 points, and 1,000 raw readings from the middle. The yardstick
reads the same rows from a plain table with an index on (stream, time) and puts them into as
many steps with ``date_bin``. Each query is asked warm, nine times; the median counts.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import median

from tests.bench.readings import set_up

GAUGES = 16
SPANS = {"24 h": 1, "7 d": 7, "30 d": 30, "90 d": 90, "all": None}
FILL = """
INSERT INTO bench_stock
SELECT stream, %(start)s::timestamptz + n * interval '1 minute', 1007 + (n %% 500) / 100.0
FROM unnest(%(streams)s::uuid[]) AS stream, generate_series(0, %(minutes)s - 1) AS n;
INSERT INTO monitoring_reading SELECT * FROM bench_stock;
INSERT INTO monitoring_readingminute
SELECT datastream_id, observed_at, 1, value, value, value, value, observed_at, value,
  observed_at FROM bench_stock;
INSERT INTO monitoring_readinghour (datastream_id, start, count, low, high, sum, first,
  first_at, last, last_at)
SELECT datastream_id, date_trunc('hour', observed_at), count(*), min(value), max(value),
  sum(value), (array_agg(value ORDER BY observed_at))[1], min(observed_at),
  (array_agg(value ORDER BY observed_at DESC))[1], max(observed_at)
FROM bench_stock GROUP BY 1, 2;
"""
STOCK = """
SELECT date_bin(%s, observed_at, '2000-01-01'), min(value), max(value), avg(value), count(*)
FROM bench_stock WHERE datastream_id = %s AND observed_at >= %s AND observed_at < %s
GROUP BY 1 ORDER BY 1
"""
SIZES = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
WHERE relname LIKE %s AND relkind = 'r'
"""


def fill(streams, end, minutes):
    """Fill the last ``minutes`` before ``end``, day by day, in both tables."""
    from django.db import connection

    start = end - timedelta(minutes=minutes)
    with connection.cursor() as cursor:
        days = (end.date() - start.date()).days + 1
        for n in range(days):
            day = datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(days=n)
            cursor.execute(
                "SELECT monitoring_keep('monitoring_reading', %s, 'observed_at', %s, %s)",
                [f"monitoring_reading_{day:%Y%m%d}", day, day + timedelta(days=1)],
            )
            if day.day == 1 or n == 0:
                month = day.replace(day=1)
                until = (month + timedelta(days=32)).replace(day=1)
                name = f"monitoring_readingminute_{month:%Y%m}"
                told = ["monitoring_readingminute", name, "start", month, until]
                cursor.execute("SELECT monitoring_keep(%s, %s, %s, %s, %s)", told)
        cursor.execute(FILL, {"streams": streams, "start": start, "minutes": minutes})
        cursor.execute("ANALYZE bench_stock, monitoring_reading, monitoring_readingminute")
        cursor.execute("ANALYZE monitoring_readinghour")


def timed(ask):
    """Return the median of nine, in milliseconds, and what the last one gave."""
    took = []
    for _number in range(10):
        began = time.perf_counter()
        found = ask()
        took.append((time.perf_counter() - began) * 1000)
    return median(took[1:]), found


def main(millions=10):
    """Fill, then ask both ways, span by span."""
    streams = set_up(GAUGES)
    from django.db import connection

    from incidents.monitoring.models import Datastream
    from incidents.monitoring.selectors import series

    end = datetime.now(UTC).replace(second=0, microsecond=0)
    minutes = int(millions * 1_000_000 / GAUGES)
    began = time.monotonic()
    fill(streams, end, minutes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM monitoring_reading")
        rows = cursor.fetchone()[0]
        sizes = []
        for name in ("monitoring_reading\\_%", "monitoring_readingminute%", "bench_stock"):
            cursor.execute(SIZES, [name])
            sizes.append(f"{name.strip('%')} {float(cursor.fetchone()[0]) / 2**20:,.0f} MiB")
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    sys.stdout.write(
        f"{rows:,} readings of {GAUGES} gauges in {time.monotonic() - began:.0f} s;"
        f" {', '.join(sizes)}; load {load}\n"
    )
    gauge = Datastream.objects.get(pk=streams[3])
    for name, days in SPANS.items():
        span = timedelta(days=days) if days else timedelta(minutes=minutes)
        start = end - span
        ours, found = timed(lambda start=start: series(gauge, start, end))

        def stock(start=start, step=span / 400):
            with connection.cursor() as cursor:
                cursor.execute(STOCK, [step, gauge.pk, start, end])
                return cursor.fetchall()

        theirs, plain = timed(stock)
        assert abs(sum(row.count for row in found.rows) - sum(r[4] for r in plain)) <= 1440
        sys.stdout.write(
            f"{name:5}: {ours:7.1f} ms for {len(found.rows)} points of {found.step_s} s;"
            f" stock {theirs:8.1f} ms for {len(plain)} ({theirs / ours:.1f} times)\n"
        )
    middle = end - timedelta(minutes=minutes // 2)
    ours, found = timed(lambda: series(gauge, middle, middle + timedelta(minutes=1000), 1000))
    sys.stdout.write(f"1,000 readings from the middle: {ours:.1f} ms ({len(found.rows)})\n")


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
