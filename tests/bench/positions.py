"""Taking positions in: the real endpoint, a stock DRF view, and COPY, in one run.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.positions [rounds]``. A phone sends batches of 500 as JSON
through Django's whole stack, in this process. The yardstick is what the documentation of DRF
shows: ``ModelSerializer(many=True)`` and ``save()``, into one plain table, with the same
session, and nothing else. Ours writes track, last word and place, judges each
position, throttles and rings the bell. COPY is the floor: the same rows, parsed by orjson.
CPU is that of this process and of its PostgreSQL process, per row.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

import orjson

from tests.support.live import fresh_database

BATCH = 500
BATCHES = 6
TICK = os.sysconf("SC_CLK_TCK")
MADE = """
CREATE TABLE bench_stock (id bigserial PRIMARY KEY, team_id uuid NOT NULL, lat float8 NOT NULL,
  lon float8 NOT NULL, accuracy_m float8, speed_mps float8, battery float8,
  observed_at timestamptz NOT NULL, UNIQUE (team_id, observed_at));
CREATE TABLE bench_copy (LIKE bench_stock INCLUDING ALL);
"""


def set_up():
    """Make a database of its own; return a client of a member of a team, and the team."""
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_positions_{os.getpid()}")
    os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "command.settings.test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_codelists", verbosity=0)
    from resources.actions import join_team
    from tests import make
    from tests.support.client import client_of

    team = make.team(region=make.HOHHOT)
    member = make.person(make.Post.TEAM_MEMBER, make.HOHHOT)
    officer = make.person(make.Post.RESOURCE_OFFICER, make.HOHHOT)
    join_team(actor=officer, team_id=team.pk, person_id=member.pk)
    with connection.cursor() as cursor:
        cursor.execute(MADE)
    return client_of(member), team


def stock_view():
    """Return the view of the documentation."""
    from django.db import models
    from rest_framework import serializers, status
    from rest_framework.response import Response
    from rest_framework.views import APIView

    class StockPosition(models.Model):
        team_id = models.UUIDField()
        lat = models.FloatField()
        lon = models.FloatField()
        accuracy_m = models.FloatField(null=True)
        speed_mps = models.FloatField(null=True)
        battery = models.FloatField(null=True)
        observed_at = models.DateTimeField()

        class Meta:
            app_label = "tracking"
            db_table = "bench_stock"
            managed = False

        def __str__(self):
            return str(self.pk)

    class StockSerializer(serializers.ModelSerializer):
        class Meta:
            model = StockPosition
            fields = (
                "team_id", "lat", "lon", "accuracy_m", "speed_mps", "battery", "observed_at",
            )  # fmt: skip

    class StockView(APIView):
        def post(self, request):
            given = StockSerializer(data=request.data["fixes"], many=True)
            given.is_valid(raise_exception=True)
            given.save()
            return Response({"stored": len(given.data)}, status=status.HTTP_202_ACCEPTED)

    return StockView.as_view()


def copied(body, team):
    """Write a batch by COPY."""
    from django.db import connection

    columns = "team_id, lat, lon, accuracy_m, speed_mps, battery, observed_at"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY bench_copy ({columns}) FROM STDIN") as copy,
    ):
        for fix in orjson.loads(body)["fixes"]:
            copy.write_row(
                (
                    team, fix["lat"], fix["lon"], fix["accuracy_m"], fix["speed_mps"],
                    fix["battery"], fix["observed_at"],
                )
            )  # fmt: skip


def backend_cpu():
    """Return the seconds of CPU of this connection's PostgreSQL process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def bodies(team, start, *, stock):
    """Return batches of a walk, each position of another second."""
    whose = {"team_id": str(team.pk)} if stock else {}
    for batch in range(BATCHES):
        yield orjson.dumps(
            {
                "fixes": [
                    whose
                    | {
                        "lat": 40.8 + 1e-5 * (n % 50),
                        "lon": 111.7,
                        "accuracy_m": 6.0,
                        "speed_mps": 1.2,
                        "battery": 80.0,
                        "observed_at": (
                            start + timedelta(seconds=batch * BATCH + n)
                        ).isoformat(),
                    }
                    for n in range(BATCH)
                ]
            }
        )


def measure(send, batches):
    """Return rows a second and microseconds of CPU per row: Python, PostgreSQL."""
    before, database, began = time.process_time(), backend_cpu(), time.monotonic()
    for body in batches:
        send(body)
    took = time.monotonic() - began
    rows = BATCH * BATCHES
    python = (time.process_time() - before) / rows * 1e6
    return rows / took, python, (backend_cpu() - database) / rows * 1e6


def main(rounds=3):
    """Measure in turns, print one row each."""
    client, team = set_up()
    from django.db import connection
    from django.urls import path
    from django.utils.timezone import now

    import command.urls

    command.urls.urlpatterns.append(path("bench/stock/", stock_view()))

    def post(address):
        def send(body):
            answer = client.post(address, body, content_type="application/json")
            assert answer.status_code == 202, answer.content

        return send

    ways = {
        "endpoint": (post("/api/positions/"), False),
        "stock": (post("/bench/stock/"), True),
        "copy": (lambda body: copied(body, team.pk), False),
    }
    found = {name: [] for name in ways}
    for number in range(rounds):
        start = now() - timedelta(days=number + 1)
        for name, (send, stock) in ways.items():
            taken = measure(send, list(bodies(team, start, stock=stock)))
            found[name].append(taken)
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    for name, taken in found.items():
        rate, python, database = (median(column) for column in zip(*taken, strict=True))
        sys.stdout.write(
            f"{name:9} load {load}: {rate:,.0f} rows/s,"
            f" CPU µs a row: Python {python:.1f} + PostgreSQL {database:.1f}\n"
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tracking_track")
        sys.stdout.write(f"in the track: {cursor.fetchone()[0]}\n")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
