"""500 alarms in one batch, and alarms that come one by one; the list of an operator in a flood.

``python -m tests.bench.alarms [--alarms 500]``, with ``DATABASE_URL`` (a database
``jc_bench_alarms`` is made beside it) and ``REDIS_URL``. Bells are rung.
"""

import argparse
import os
import sys
import time
from datetime import timedelta

from tests.bench.feed_servers import load, prepare

ALONE = 50  # alarms that come one by one


def streams_of(count):
    """Return that many streams, ten at a station; written without their doors."""
    from django.contrib.gis.geos import Point
    from django.db import transaction

    from command.core import authority
    from incidents.monitoring.models import Datastream, Station, StreamState

    with transaction.atomic(), authority.acting_as("150000"):
        places = [
            Station(code=f"B{n}", name_zh="站", region_id="150200", point=Point(109.7, 40.5))
            for n in range(count // 10)
        ]
        streams = [
            Datastream(station=place, key=f"k{n}", name="水位", unit="m", interval_s=60)
            for place in places
            for n in range(10)
        ]
        for row in [*places, *streams]:
            row.claim()
        Station.objects.bulk_create(places)
        Datastream.objects.bulk_create(streams)
        StreamState.objects.bulk_create(StreamState(datastream=s) for s in streams)
    return streams


def ring(streams, at, size):
    """Raise an alarm of each, in batches of ``size``; return the seconds it took."""
    from django.db import transaction

    from command.core import authority
    from incidents.monitoring.actions.tell import Finding, tell_findings
    from incidents.monitoring.rules import Outcome

    began = time.monotonic()
    for first in range(0, len(streams), size):
        chosen = streams[first : first + size]
        found = [
            Finding(s, at, Outcome(("threshold", 3), broken=True, value=12.0, limit=10.0))
            for s in chosen
        ]
        with transaction.atomic(), authority.acting_as("150000"):
            tell_findings(found, {s.id: s for s in chosen}, None, None)
    return time.monotonic() - began


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--alarms", type=int, default=500)
    count = words.parse_args().alarms
    prepare("jc_bench_alarms")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils.timezone import now

    from command.core import journal
    from incidents.monitoring import selectors
    from incidents.monitoring.models import Alarm
    from tests import make
    from tests.make import Post

    streams = streams_of(count + ALONE)
    out = sys.stdout.write
    out(f"{load()}, {os.cpu_count()} cores\n")
    at = now()
    alone = ring(streams[:ALONE], at, 1) / ALONE * 1000
    bulk = ring(streams[ALONE:], at + timedelta(hours=1), count) / count * 1000
    out(f"alone: {alone:.1f} ms an alarm; in one batch of {count}: {bulk:.1f} ms; ")
    out(f"ratio {alone / bulk:.1f}\n")
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    times = []
    for _ in range(5):
        began = time.monotonic()
        found = selectors.alarm_list(officer)
        times.append(time.monotonic() - began)
    with CaptureQueriesContext(connection) as queries:
        selectors.alarm_list(officer)
    out(
        f"list of {found.listed}: {len(found.rows)} rows, flood {found.flood.on}, "
        f"{sorted(times)[2] * 1000:.0f} ms, {len(queries)} queries\n"
    )
    entries = journal.heads(["city.150200"])["city.150200"]
    whole = journal.first_break("city.150200") is None
    out(f"{Alarm.objects.count()} alarms, {entries} entries, chain whole: {whole}\n{load()}\n")


if __name__ == "__main__":
    main()
