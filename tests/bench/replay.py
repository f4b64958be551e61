"""Any minute of the last day on the screen, against the journal read from its beginning.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.replay [asks] [units] [older]``.

The exercise S1 is played with the demo beside it, and what it told is spread over the last
24 hours; 300 units send a position a minute, and so many older entries (100,000) lie in a
city's room, as months of alarms leave them. Then minutes of that day are asked for as the
screen does (criterion 11: 1 s): the whole request, with all panels drawn. The yardstick folds
the entries of the same rooms from the first on, and draws nothing.
"""

import contextlib
import random
import statistics
import sys
import time
from datetime import timedelta

from tests.bench.feed_servers import load, prepare

DAY = timedelta(hours=24)
SPREAD = """
SET session_replication_role = replica;
UPDATE core_entry AS entry
   SET recorded_at = now() - interval '24 hours' * (1 - place.n::float / place.total),
       occurred_at = now() - interval '24 hours' * (1 - place.n::float / place.total)
  FROM (SELECT id, row_number() OVER (ORDER BY recorded_at, id) AS n,
               count(*) OVER () AS total FROM core_entry) AS place
 WHERE place.id = entry.id;
RESET session_replication_role;
"""
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
PATIENT = "SET statement_timeout = 0"
OLDER = """
SET session_replication_role = replica;
INSERT INTO core_entry (id, room_id, origin, seq, kind, authority, occurred_at, recorded_at,
                        payload, changed, hash)
SELECT gen_random_uuid(), 'city.150600', origin, 1000000 + n, 'alarm.cleared', '150600',
       now() - interval '1 month' - n * interval '1 minute',
       now() - interval '1 month' - n * interval '1 minute',
       '{"cause": "threshold", "unit": "m", "value": 7, "level": 3, "limit": 8,
         "station_zh": "站", "station_en": "station", "name": "水位", "name_en": ""}',
       jsonb_build_object('alarm.' || gen_random_uuid(),
                          jsonb_build_object('state', 'cleared', 'text', repeat('x', 400))), ''
  FROM generate_series(1, %s) AS n,
       (SELECT origin FROM core_entry LIMIT 1) AS node;
RESET session_replication_role;
"""
TRACKS = """
INSERT INTO tracking_track (subject, at, lat, lon, flagged)
SELECT team.id, at, 40.3 + 0.4 * random(), 109.5 + 2 * random(), false
  FROM resources_team AS team, generate_series(
       now() - interval '24 hours', now() - interval '1 minute', interval '1 minute') AS at
 WHERE team.exercise_id IS NULL
    ON CONFLICT DO NOTHING
"""
PLACES = """
INSERT INTO resources_position (team_id, lat, lon, observed_at)
SELECT DISTINCT ON (subject) subject, lat, lon, at FROM tracking_track
  JOIN resources_team ON resources_team.id = subject ORDER BY subject, at DESC
    ON CONFLICT (team_id) DO UPDATE SET observed_at = excluded.observed_at
"""


def fill(units, older):
    """Play S1 beside the demo, spread it over a day, and let so many units move."""
    from django.core.management import CommandError, call_command
    from django.db import connection, transaction

    from command.core import authority, regions
    from resources.actions import register_team
    from resources.models import Team
    from resources.tracking.actions import keep_partitions

    call_command("load_demo", verbosity=0)
    keep_partitions(actor=None)
    there = Team.objects.filter(exercise=None).count()
    for number in range(max(0, units - there)):
        city = regions.CITIES[number % len(regions.CITIES)]
        with transaction.atomic(), authority.acting_as(city):
            register_team(
                actor=None, kind="FLOOD", region=city, headcount=12, vehicles=2,
                name=f"Bench {number}", base=(40.6, 109.8),
            )  # fmt: skip
    # On a busy machine some of its figures differ: here only counts how much is told.
    with contextlib.suppress(CommandError):
        call_command("exercise", "s1", as_fast_as_possible=True, verbosity=0)
    with connection.cursor() as cursor:
        for script in (
            PATIENT,
            SPREAD,
            OLDER % older,
            TRACKS,
            PLACES,
            "ANALYZE",
            "RESET statement_timeout",
        ):
            cursor.execute(script)


def ask(client, moments, by):
    """Return the milliseconds of each request, and the units of the last answer."""
    took, body, cpu = [], {}, time.process_time()
    for moment in moments:
        began = time.perf_counter()
        answer = client.get("/cop/at/", {"t": moment.isoformat(), "by": by})
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.content[:300]
        body = answer.json()
    return took, len(body["units"]), (time.process_time() - cpu) / len(took) * 1000


def fold(person, moments):
    """Return the milliseconds of folding the journal from its first entry to each moment."""
    from command.board.selectors import Sight
    from command.core.models import Entry

    took = []
    for moment in moments:
        began, state = time.perf_counter(), {}
        rows = Entry.objects.filter(room__in=Sight(person).rooms, recorded_at__lte=moment)
        for changed in rows.order_by("recorded_at", "seq").values_list("changed", flat=True):
            state.update(changed)
        took.append((time.perf_counter() - began) * 1000)
    return took


def line(name, took):
    """Say the middle and the slowest of a hundred."""
    ordered = sorted(took)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{name:12} p50 {statistics.median(took):7.0f} ms   p99 {slow:7.0f} ms"


def say(text):
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main():
    given = [int(word) for word in sys.argv[1:]]
    asks, units, older = [*given, *(100, 300, 100_000)[len(given) :]]
    prepare("jc_bench_replay")
    from django.conf import settings
    from django.utils.timezone import now

    from command.core.models import Entry, Person
    from tests.support.client import client_of

    settings.ALLOWED_HOSTS = ["*"]
    # Files as they lie in the tree: nobody has gathered them here.
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    fill(units, older)
    person = Person.objects.get(username="150000.commander")
    client = client_of(person)
    dice = random.Random(11)  # noqa: S311  minutes to look at, not a secret
    moments = [now() - DAY * dice.random() for _ in range(asks)]
    ask(client, moments[:3], "known")
    say(f"{Entry.objects.count()} entries, {load()}")
    for by in ("known", "occurred"):
        took, shown, cpu = ask(client, moments, by)
        say(f"{line(by, took)}   {cpu:.0f} ms of Python   {shown} units")
    say(line("fold", fold(person, moments[:5])))


if __name__ == "__main__":
    main()
