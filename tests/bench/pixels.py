"""From the commit of a door to pixels on a second browser.

Run, with ``DATABASE_URL`` (a superuser) and
``REDIS_URL`` set: ``.venv/bin/python -m tests.bench.pixels [reports]``.

A duty officer reports incidents over HTTP; a commander's screen is open in Chromium. The time
runs from the moment the answer (which comes after the commit) has arrived to the frame in which
the row is painted. Both clocks are this machine's.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import sync_playwright

from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PAINTED = """(id) => new Promise(done => {
  const look = () => document.getElementById('inc-' + id)
    ? requestAnimationFrame(() => done(Date.now())) : requestAnimationFrame(look)
  look()
})"""


def report(seat, number):
    """Report one incident; return its id and when the answer was here, in milliseconds."""
    status, card = seat.post(
        "/api/incidents/",
        {
            "event_type": "11A05", "region": "150621", "title": f"pixels {number}",
            "place": "昭君镇", "lat": 40.5, "lon": 109.8, "grade": 1,
            "occurred_at": datetime.now(UTC).isoformat(), "source": "119",
        },
        key=uuid4(),
    )  # fmt: skip
    assert status == 201, card
    return card["id"], time.time() * 1000


def measure(live, reports):
    """Return the milliseconds from answer to paint of each report."""
    officer = Seat(live.address, session_of(live, "150600.duty1"))
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        key = session_of(live, "150000.commander")
        context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
        page = context.new_page()
        page.goto(live.address)
        page.wait_for_selector("jc-sync[data-state=live]", timeout=60_000)
        took = []
        for number in range(reports):
            identity, answered = report(officer, number)
            took.append(page.evaluate(PAINTED, identity) - answered)
            time.sleep(0.5)
        browser.close()
    return took


def main(reports=20):
    """Start the system, measure, print one row."""
    folder = Path(tempfile.mkdtemp(prefix="jc-pixels-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_pixels_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        took = sorted(measure(live, reports))
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    p95 = took[min(len(took) - 1, round(0.95 * len(took)))]
    sys.stdout.write(
        f"commit → pixels, {len(took)} reports, load {load}:"
        f" p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms, worst {took[-1]:.0f} ms\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
