"""A routing service: a real small server that speaks OSRM's and Valhalla's JSON."""

import json
import math
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.timezone import now

from resources.routing import routers
from resources.routing.actions import report_condition
from resources.routing.legs import great_circle_km, legs
from resources.routing.models import ClearWay
from tests import make
from tests.make import ORDOS, Post
from tests.resources.routing.places import (
    BAOTOU_CITY,
    DONGSHENG,
    G65,
    HOHHOT_CITY,
    SHULINZHAO,
    at_summer,
)

pytestmark = pytest.mark.django_db
STARTS, ENDS = [BAOTOU_CITY, HOHHOT_CITY], [DONGSHENG, SHULINZHAO]


def straight(start, end):
    """Say seconds and metres as a service would that drives 60 km/h along the straight line."""
    km = great_circle_km(start, end)
    return km * 60, km * 1000


class Handler(BaseHTTPRequestHandler):
    """OSRM's table and Valhalla's matrix, or a fault."""

    def do_GET(self):
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        coordinates = parts.path.removeprefix("/table/v1/driving/").split(";")
        points = [tuple(reversed([float(x) for x in c.split(",")])) for c in coordinates]
        chosen = [
            [points[int(n)] for n in query[name][0].split(";")]
            for name in ("sources", "destinations")
        ]
        cells = [[straight(a, b) for b in chosen[1]] for a in chosen[0]]
        self.answer(
            {
                "code": "Ok",
                "durations": [[c[0] for c in row] for row in cells],
                "distances": [[c[1] for c in row] for row in cells],
            }
        )

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        at = [[(p["lat"], p["lon"]) for p in asked[side]] for side in ("sources", "targets")]
        cells = [
            [{"time": straight(a, b)[0], "distance": straight(a, b)[1] / 1000} for b in at[1]]
            for a in at[0]
        ]
        self.answer({"sources_to_targets": cells, "units": "kilometers"})

    def answer(self, told):
        self.server.asked += 1
        fault = self.server.fault
        if fault == "slow":
            time.sleep(1)
        raw = json.dumps(told).encode()
        if fault in WRONG:
            raw = WRONG[fault]
        self.send_response(500 if fault == "500" else 302 if fault == "moved" else 200)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        try:
            if fault == "drip":
                for _ in range(20):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)
            self.wfile.write(raw)
        except OSError:
            self.close_connection = True

    def log_message(self, *args):
        pass


WRONG = {
    "no JSON": b"<html>",
    "a list": b"[]",
    "an error": b'{"code": "NoTable"}',
    "too few": b'{"code": "Ok", "durations": [[1]]}',
    "negative": b'{"code": "Ok", "durations": [[-1, 1], [1, 1]]}',
    "words": b'{"code": "Ok", "durations": [["1", 1], [1, 1]]}',
    "not a number": b'{"code": "Ok", "durations": [[NaN, 1], [1, 1]]}',
    "a year": b'{"code": "Ok", "durations": [[99999999, 1], [1, 1]]}',
}


@pytest.fixture
def server(settings, time_machine):
    """Serve on a free port of this machine, as OSRM by default."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.asked, served.fault = 0, ""
    served.daemon_threads = True
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.JC_OSRM_URL = f"http://127.0.0.1:{served.server_port}"
    settings.JC_ROUTER_TIMEOUT_S = 0.4
    routers.breaker.reset()
    time_machine.move_to(at_summer, tick=True)
    yield served
    served.shutdown()
    served.server_close()
    thread.join()
    routers.breaker.reset()


@pytest.mark.parametrize("by", ["osrm", "valhalla"])
def test_its_answer_is_taken_and_kept_for_all(
    by, server, settings, django_capture_on_commit_callbacks
):
    if by == "valhalla":
        settings.JC_VALHALLA_URL, settings.JC_OSRM_URL = settings.JC_OSRM_URL, ""
    with django_capture_on_commit_callbacks(execute=True):
        first = legs(STARTS, ENDS)
    for start, row in zip(STARTS, first, strict=True):
        for end, leg in zip(ENDS, row, strict=True):
            assert leg.by == by
            assert leg.minutes == pytest.approx(great_circle_km(start, end), rel=0.001)
            assert leg.km == pytest.approx(great_circle_km(start, end), rel=0.001)
            assert leg.low < leg.minutes < leg.high
    assert server.asked == 1
    assert legs(STARTS, ENDS) == first
    assert (server.asked, ClearWay.objects.count()) == (1, 4)
    # Another address is another service: nothing of the first is taken for it.
    settings.JC_OSRM_URL = settings.JC_VALHALLA_URL = "http://127.0.0.1:9/"
    assert legs(STARTS, ENDS)[0][0].by == "graph"


def test_what_is_kept_hides_no_closure(server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clear = legs([BAOTOU_CITY], [DONGSHENG], convoy=True)[0][0]
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    until = now() + timedelta(hours=6)
    report_condition(actor=officer, kind="closure", edges=[G65], until=until, source="高速交警")
    closed = legs([BAOTOU_CITY], [DONGSHENG], convoy=True)[0][0]
    assert server.asked == 1
    assert closed.by == "osrm"
    assert clear.minutes + 10 < closed.minutes < math.inf
    assert any("G65" in why for why in closed.because)


@pytest.mark.parametrize("fault", ["500", "moved", "slow", "drip", *WRONG])
def test_when_it_is_slow_wrong_or_broken_the_graph_answers_and_it_is_left_alone(fault, server):
    server.fault = fault
    began = time.perf_counter()
    found = legs(STARTS, ENDS)
    assert {leg.by for row in found for leg in row} == {"graph"}
    assert all(math.isfinite(leg.minutes) for row in found for leg in row)
    asked = server.asked
    server.fault = ""
    for _ in range(3):
        assert legs(STARTS, ENDS)[0][0].by == "graph"
    assert server.asked == asked
    # Bounded: one wait, not one a question. (Generous: two cores are shared by many.)
    assert time.perf_counter() - began < 30
    routers.breaker.reset()
    assert legs(STARTS, ENDS)[0][0].by == "osrm"


def test_a_way_that_the_service_does_not_know_is_taken_from_the_graph(server):
    server.fault = "unknown"
    WRONG["unknown"] = (
        b'{"code": "Ok", "durations": [[null, 600], [600, 600]],'
        b' "distances": [[null, 1000], [1000, null]]}'
    )
    found = legs(STARTS, ENDS)
    del WRONG["unknown"]
    assert [leg.by for row in found for leg in row] == ["graph", "osrm", "osrm", "osrm"]
    assert found[0][1].minutes == pytest.approx(10)


def test_many_places_are_asked_for_in_blocks(server):
    many = [(40 + n / 100, 110 + n / 100) for n in range(120)]
    found = legs(many, ENDS)
    assert server.asked == 3
    assert {leg.by for row in found for leg in row} == {"osrm"}


def test_off_the_map_it_is_the_line_and_says_so(time_machine):
    time_machine.move_to(at_summer, tick=True)
    assert legs([(31.2, 121.5)], [DONGSHENG])[0][0].by == "line"
    assert legs([], ENDS) == []
    assert legs(STARTS, []) == [[], []]
