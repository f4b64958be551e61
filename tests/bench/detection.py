"""Judging readings as they arrive: the rules in a few statements, against queries per stream.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.detection [streams ...]``. Every stream sends one reading of
the same moment; the batch is stored, then judged by the shipped rules (two stages, rate,
silence). Lag is from the call of ``judge`` to its return, within the transaction: alarms are
written by then. One stream in two hundred passes its warning stage. The yardstick does what
one would write first: for every stream a query for what stands, one for the value of an hour
ago, and a save of its state; it writes no alarms at all.
"""

import os
import sys
import time
from datetime import timedelta
from statistics import median
from unittest import mock

from tests.bench.readings import set_up

ROUNDS = 3
GRAVE = 200  # one stream in so many passes its stage
YARD = 1000  # streams of the yardstick at most; it grows with their number and no other way


def main():
    """Print lag by number of streams, for both ways."""
    counts = [int(given) for given in sys.argv[1:]] or [1000, 10000]
    keys = set_up(max(counts))
    from django.utils.timezone import now

    origin = now() - timedelta(hours=12)
    say = sys.stdout.write
    say(f"load {os.getloadavg()[0]:.1f}; one reading of every stream at once\n")
    say("streams  judged in   per stream   one by one   per stream   ratio   alarms\n")
    for count in counts:
        some = sorted(keys[:count])
        ours, stock, alarms = [], [], 0
        for number in range(ROUNDS + 1):
            at = origin + timedelta(hours=number, seconds=count % 97)
            values = [9.0 + (2.5 if n % GRAVE == number else 0) for n in range(count)]
            readings = [(key, at, value) for key, value in zip(some, values, strict=True)]
            lag, rung = judged(readings)
            some_few = some[:YARD]
            plain = one_by_one(some_few, at) * count / len(some_few)
            if number:  # the first fills caches and plans
                ours.append(lag)
                stock.append(plain)
                alarms += rung
        a, b = median(ours), median(stock)
        say(
            f"{count:7}  {a * 1000:7.0f} ms   {a / count * 1e6:7.1f} µs   {b * 1000:7.0f} ms"
            f"   {b / count * 1e6:7.1f} µs   {b / a:5.1f}   {alarms}\n"
        )


def judged(readings):
    """Take readings in through the door; return how long judging took, and what it raised."""
    from incidents.monitoring.actions import record_readings
    from incidents.monitoring.detection import judging
    from incidents.monitoring.models import Alarm

    took = []
    judge = judging.judge

    def timed(batch):
        begins = time.perf_counter()
        judge(batch)
        took.append(time.perf_counter() - begins)

    before = Alarm.objects.count()
    with mock.patch.object(judging, "judge", timed):
        record_readings(actor=None, readings=readings)
    return sum(took), Alarm.objects.count() - before


def one_by_one(keys, at):
    """Look at each stream by itself, as one would first write it."""
    from django.db import transaction

    from incidents.monitoring.models import AlarmState, Reading, StreamState

    begins = time.perf_counter()
    with transaction.atomic():
        states = StreamState.objects.select_related("datastream").in_bulk(keys)
        for key in keys:
            state = states[key]
            standing = AlarmState.objects.filter(datastream=key, over_at__isnull=True)
            list(standing.values_list("cause", "level"))
            hour = (at - timedelta(minutes=61), at - timedelta(minutes=30))
            base = Reading.objects.filter(datastream=key, observed_at__range=hour)
            base.order_by("observed_at").values_list("value", flat=True).first()
            state.save(update_fields=["observed_at", "value", "stage"])
        transaction.set_rollback(True)
    return time.perf_counter() - begins


if __name__ == "__main__":
    main()
