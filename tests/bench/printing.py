"""What printing a long report costs whoever asks the same web process for something else.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.printing [seconds]``; with ``JC_DATABASE`` on a database that
is furnished already.

One web process. A neighbour asks for a light page again and again: while nothing is printed,
and while somebody prints one long report after another. Once papers are set in the process that
answers, as a stock view does it, and once beside it. The ratio of the neighbour's times within
a run is what a print costs them.
"""

import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from urllib.request import Request, urlopen
from uuid import uuid4

from tests.support.live import Live, environment_for, free_port, fresh_database, wait_until
from tests.support.seat import Seat, session_of

OFFICER = "150600.duty1"
LIGHT = "/r/clocks/"
PAUSE = 0.05  # seconds between two questions of the neighbour
LINE = "黄河干流达拉特旗昭君镇段发生卡冰结坝、壅水水位快速上涨。已转移群众一千一百八十六人。\n"
WAYS = (("in the web process", "tests.bench.printing:inside"),
        ("beside it", "tests.bench.printing:beside"))  # fmt: skip


def inside():
    """Return the application that sets papers in its own process."""
    import weasyprint

    from command.asgi import application
    from incidents.documents.press import PRESS

    def set_here(page, sheets):
        styles = [weasyprint.CSS(string=text) for text in sheets]
        return weasyprint.HTML(string=page).write_pdf(
            stylesheets=styles, presentational_hints=True
        )

    PRESS.set = set_here
    return application


def beside():
    """Return the application as it is."""
    from command.asgi import application

    return application


def long_report(seat):
    """Draft a report with as much in it as its fields take; return its path as PDF."""
    told = {
        "event_type": "11A05", "region": "150621", "title": f"打印 {uuid4().hex[:6]}",
        "grade": 3, "occurred_at": datetime.now(UTC).isoformat(), "source": "119",
    }  # fmt: skip
    status, card = seat.post("/api/incidents/", told, key=uuid4())
    assert status == 201, card
    path = f"/api/incidents/{card['id']}/reports/"
    status, report = seat.post(path, {"kind": "initial"}, key=uuid4())
    assert status == 201, report
    _status, whole = seat.get(f"/api/reports/{report['id']}/")
    long = [one for one in whole["content"] if one["form"] in {"long", "checked"}]
    body = {
        "changes": {one["code"]: LINE * 130 for one in long},
        "base": {one["code"]: one["version"] for one in long},
    }
    status, answer = patched(seat, f"/api/reports/{report['id']}/", body)
    assert status == 200, answer
    return f"/r/{report['id']}/report.pdf"


def patched(seat, path, body):
    """Send a change."""
    return seat._send("PATCH", path, json.dumps(body).encode())


def asked(seat, lasts):
    """Return how long each of the neighbour's questions took, in milliseconds, sorted."""
    took = []
    while lasts():
        begun = time.perf_counter()
        fetch(seat, LIGHT)
        took.append(1000 * (time.perf_counter() - begun))
        time.sleep(PAUSE)
    return sorted(took)


def fetch(seat, path):
    request = Request(seat.address + path, headers={"Cookie": f"sessionid={seat.session}"})
    with urlopen(request, timeout=300) as answer:
        return answer.read()


def measure(seat, seconds):
    """Return the neighbour's times at rest and beside the printing, and what was printed."""
    paper, done, prints = long_report(seat), Event(), []

    def print_on():
        while not done.is_set():
            begun = time.perf_counter()
            content = fetch(seat, paper)
            prints.append((time.perf_counter() - begun, len(content) >> 10))

    fetch(seat, paper)  # the first one warms the fonts up
    end = time.monotonic() + seconds
    rest = asked(seat, lambda: time.monotonic() < end)
    printer = Thread(target=print_on)
    printer.start()
    end = time.monotonic() + seconds
    busy = asked(seat, lambda: time.monotonic() < end)
    done.set()
    printer.join()
    return rest, busy, prints


def told(name, rest, busy, prints):
    """Return the lines of one way."""

    def at(took, p):
        return took[min(len(took) - 1, len(took) * p // 100)]

    spans = sorted(span for span, _size in prints)
    lines = [
        f"{name}: neighbour {word} p50 {at(took, 50):.0f} ms, p99 {at(took, 99):.0f} ms"
        f" ({len(took)} questions)"
        for word, took in (("at rest", rest), ("while it prints", busy))
    ]
    ratio = at(busy, 99) / at(rest, 99)
    return [
        *lines,
        f"{name}: p99 times {ratio:.1f}; {len(prints)} prints of {prints[0][1]} KB,"
        f" median {spans[len(spans) // 2]:.1f} s",
    ]


def main(seconds=30):
    """Start the system with each way, measure, print the rows."""
    folder, given = Path(tempfile.mkdtemp(prefix="jc-print-")), os.environ.get("JC_DATABASE")
    database = given or fresh_database(os.environ["DATABASE_URL"], f"jc_print_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    lines = []
    try:
        if not given:
            live._run_once("command.management.stack.tables")
            live._run_once("command.management.stack.prepare", str(folder / "accounts.txt"))
        key = session_of(live, OFFICER)
        for name, application in WAYS:
            live.spawn("web", "uvicorn", "--factory", application, "--port", str(live.port),
                       "--ws", "websockets-sansio", "--log-level", "warning")  # fmt: skip
            wait_until(live.answers, "the web server")
            lines += told(name, *measure(Seat(live.address, key), seconds))
            live.stop("web")
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    sys.stdout.write("\n".join([*lines, f"load {load}"]) + "\n")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
