"""The nearest search at 10 000, 100 000 and 1 000 000 things, against the ORM's way.

    python -m tests.bench.nearest 10000 100000 1000000

It makes a database of its own beside that of ``DATABASE_URL`` and fills it with
``make_resources``. For each filter the two ways take turns in the same run; times are of
the statement and its reading in Python, in milliseconds. The last column is the endpoint:
``/api/nearest/`` of one uvicorn process, asked over one connection by somebody signed in.
"""

import http.client
import os
import sys
import time
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import urlencode

from tests.bench.feed_servers import prepare, serve
from tests.support.live import free_port, wait_until

if __name__ == "__main__":
    prepare("jc_nearest_bench")

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db import connection, transaction

from resources import positions
from resources.importing.generate import Generator
from resources.models import Stock, Team
from resources.nearest.models import Spot
from resources.nearest.selectors import nearest
from tests import make
from tests.support.client import client_of

ORDOS = "150600"
ASKED = 200  # searches of each filter
AGAINST = {10_000: 40, 100_000: 15, 1_000_000: 3}  # of the ORM's, which take longer
FILTERS = {
    "kind": {"what": "WATER"},
    "kind, one city": {"what": "WATER", "cities": [ORDOS]},
    "kind, one capability": {"what": "WATER", "capabilities": ["NIGHT"]},
    "kind, two capabilities": {"what": "WATER", "capabilities": ["NIGHT", "ICE"]},
    "kind, city, two capabilities": {
        "what": "WATER", "cities": [ORDOS], "capabilities": ["NIGHT", "ICE"],
    },
    "kind, engaged too": {"what": "WATER", "free_only": False},
    "kind, within 20 km": {"what": "WATER", "within_km": 20.0},
    "supply": {"what": "2990102"},
    "supply, 100 of it": {"what": "2990102", "quantity": 100},
    "supply, 1000 of it, one city": {"what": "2990102", "quantity": 1000, "cities": [ORDOS]},
    "facility": {"what": "shelter", "quantity": 200},
}  # fmt: skip


def emptied():
    """Empty the register of a database that is there for this."""
    if not str(connection.settings_dict["NAME"]).endswith("_bench"):
        sys.exit("The name of the database must end in _bench.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("resources_team", "resources_asset", "resources_stock",
                      "register_facility", "nearest_spot"):  # fmt: skip
            cursor.execute(f"TRUNCATE {table} CASCADE")


def timed(call):
    began = time.perf_counter()
    found = call()
    return (time.perf_counter() - began) * 1000, len(found)


def by_orm(place, given):
    """Search as Django's documentation does it."""
    lat, lon = place
    here = Point(lon, lat, srid=4326)
    if len(given["what"]) == 7 and given["what"].isdigit():
        rows = Stock.objects.filter(
            supply=given["what"], available__gte=given.get("quantity", 1)
        )
        field = "point"
    else:
        rows = Team.objects.filter(kind=given["what"])
        field = "base"
        if given.get("free_only", True):
            rows = rows.filter(state__status="standby")
        if given.get("capabilities"):
            rows = rows.filter(capabilities__contains=given["capabilities"])
    if given.get("cities"):
        rows = rows.filter(origin__in=given["cities"])
    return list(rows.annotate(far=Distance(field, here)).order_by("far")[:20])


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def used():
    """CPU in milliseconds so far: of this process and of the server's that answers it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = int(words[11]) + int(words[12])
    return time.process_time() * 1000 + ticks * 1000 / os.sysconf("SC_CLK_TCK")


def line(name, ours, asked, theirs, found, cpu):
    over = f"{median(asked):8.2f} {quantiles(asked, n=100)[98]:8.2f}"
    other = f"{median(theirs):9.1f} {median(theirs) / median(ours):7.0f}x" if theirs else ""
    last = quantiles(ours, n=100)[98]
    say(f"{name:32} {median(ours):7.2f} {last:7.2f} {cpu:7.2f} {found:5.0f} {over} {other}")


class Desk:
    """Somebody who asks the endpoint over a connection that stays open."""

    def __init__(self, port, cookie):
        """Ask the server at ``port`` with the session of ``cookie``."""
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.head = {"Cookie": f"sessionid={cookie}"}

    def is_served(self):
        """Return whether the server answers."""
        try:
            return self.ask((40, 110), {"what": "WATER"}) is not None
        except OSError:
            self.line.close()
            return False

    def ask(self, place, given):
        """Return the answer's bytes."""
        words = {key: ",".join(v) if isinstance(v, list) else v for key, v in given.items()}
        query = urlencode({"lat": place[0], "lon": place[1], **words})
        self.line.request("GET", f"/api/nearest/?{query}", headers=self.head)
        answer = self.line.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            sys.exit(f"{answer.status}: {body[:300]!r}")
        return body


def search(count, desk):
    random = Random(7)  # noqa: S311  places, not secrets
    for name, given in FILTERS.items():
        ours, asked, theirs, found = [], [], [], []
        turns = AGAINST.get(count, 5) if given["what"] != "shelter" else 0
        places = [(random.uniform(39, 41.5), random.uniform(107, 114)) for _ in range(ASKED)]
        began = used()
        for place in places:
            nearest(place, person=None, **given)
        cpu = (used() - began) / ASKED
        desk.line.close()  # the server has let go of a line that was still for long
        for turn, place in enumerate(places):
            took, many = timed(lambda p=place, g=given: nearest(p, person=None, **g))
            ours.append(took)
            found.append(many)
            asked.append(timed(lambda p=place, g=given: desk.ask(p, g))[0])
            if turn < turns:
                theirs.append(timed(lambda p=place, g=given: by_orm(p, g))[0])
        line(name, ours, asked, theirs, sum(found) / len(found), cpu)


def moves(count):
    """How long a batch of positions takes, with the search's trigger and without."""
    from django.utils.timezone import now

    random = Random(3)  # noqa: S311  places, not secrets
    teams = list(Team.objects.values_list("pk", flat=True)[:500])
    took = {True: [], False: []}
    for turn in range(12):
        trigger = turn % 2 == 0
        with connection.cursor() as cursor:
            state = "ENABLE ALWAYS" if trigger else "DISABLE"
            for name in ("nearest_new", "nearest_changed"):
                cursor.execute(f"ALTER TABLE resources_position {state} TRIGGER {name}")
        fixes = [
            positions.Fix(
                team_id=team,
                lat=random.uniform(39, 41),
                lon=random.uniform(108, 113),
                observed_at=now(),
            )
            for team in teams
        ]  # fmt: skip
        took[trigger].append(timed(lambda f=fixes: [None] * positions.record(f))[0])
    with connection.cursor() as cursor:
        for name in ("nearest_new", "nearest_changed"):
            cursor.execute(f"ALTER TABLE resources_position ENABLE ALWAYS TRIGGER {name}")
    with_it, without = median(took[True]), median(took[False])
    say(f"500 positions in one batch: {with_it:.1f} ms, without the search {without:.1f} ms")


def main():
    counts = [int(word) for word in sys.argv[1:]] or [10_000, 100_000]
    person = make.person(make.Post.COMMANDER, make.REGION)
    port = free_port()
    with serve("command.asgi:application", port):
        desk = Desk(port, client_of(person).cookies["sessionid"].value)
        wait_until(desk.is_served, "the web server")
        for count in counts:
            one(count, desk)


def one(count, desk):
    """Fill the register with so many things, and search."""
    emptied()
    began = time.perf_counter()
    Generator(count, seed=1).run()
    spots = Spot.objects.count()
    load = os.getloadavg()[0]
    say(f"\n{count} things, {spots} spots, made in {time.perf_counter() - began:.0f} s,"
        f" load {load:.1f}")  # fmt: skip
    say(
        f"{'filter':32} {'p50':>7} {'p99':>7} {'CPU':>7} {'found':>5}"
        f" {'HTTP p50':>8} {'p99':>8} {'ORM p50':>9} {'ratio':>8}"
    )
    search(count, desk)
    moves(count)


if __name__ == "__main__":
    main()
