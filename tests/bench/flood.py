"""An alarm flood on the command screen: 500 alarms in 60 s (criterion 7).

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.flood [alarms] [seconds]``.

A duty officer's screen stands open in Chromium. First the officer works on a quiet screen,
then while the alarms come, with the same acts: the ratio of the two is what the flood costs
the hand. Said are the rows that were new on the screen, the alarms in the journal, how often
the panels were fetched, and the input delay (INP, as in ``tests.bench.interaction``).
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

from tests.bench.interaction import PAUSE, SHORTEST, WATCH, acts
from tests.bench.pixels import FLAGS, report
from tests.browser.test_criterion_07_flood import NEW_ROWS, OFFICER, system
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

PLACES, STREAMS = 10, 10
INCIDENTS = 3  # for the hand to choose from
QUIET = 20  # seconds on the quiet screen
SETTLE = 5000  # milliseconds until the last panels have been fetched
FETCHED = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/board/")).length"""


def worked(page, lasts):
    """Act on the screen for as long as ``lasts()``; return the milliseconds of each act."""
    page.evaluate("() => { window.spans = {} }")
    done = 0
    for act in acts(page):
        act()
        done += 1
        time.sleep(PAUSE)
        if not lasts():
            break
    spans = list(page.evaluate("() => Object.values(spans)"))
    return sorted(spans + [SHORTEST] * max(done - len(spans), 0))


def told(name, took):
    """Return one line about interactions."""
    at = {p: took[min(len(took) - 1, len(took) * p // 100)] for p in (50, 75, 98)}
    return (
        f"{name}: {len(took)} interactions, INP p50 {at[50]:.0f} ms,"
        f" p75 {at[75]:.0f} ms, p98 {at[98]:.0f} ms"
    )


def measure(live, alarms, seconds):
    """Return the lines of the report."""
    key = session_of(live, OFFICER)
    for number in range(INCIDENTS):
        report(Seat(live.address, key), number)
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
        page = context.new_page()
        page.goto(live.address)
        page.wait_for_selector("jc-sync[data-state=live]", timeout=60_000)
        page.wait_for_selector("[data-panel=incidents] [data-hold] > * + *", timeout=60_000)
        page.evaluate(WATCH)
        end = time.monotonic() + QUIET
        calm = worked(page, lambda: time.monotonic() < end)
        before = page.evaluate(FETCHED)
        what = f"raise_all({alarms}, {seconds})"
        rain = Thread(target=system, args=(live, what))
        begun = time.monotonic()
        rain.start()
        flooded = worked(page, rain.is_alive)
        took = time.monotonic() - begun
        page.wait_for_timeout(SETTLE)
        rows, fetched = len(page.evaluate(NEW_ROWS)), page.evaluate(FETCHED) - before
        browser.close()
    raised, journal, grave = system(live, "count()").partition("counted=")[2].split()
    return [
        f"{raised} alarms in {took:.0f} s ({grave} of level I): {rows} new rows on the screen,"
        f" {journal} in the journal, {fetched} panels fetched",
        told("quiet screen", calm),
        told("in the flood", flooded),
    ]


def main(alarms=500, seconds=60):
    """Start the system, measure, print the rows."""
    folder = Path(tempfile.mkdtemp(prefix="jc-flood-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_flood_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        system(live, f"prepare({PLACES}, {STREAMS})")
        lines = measure(live, alarms, seconds)
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    sys.stdout.write("\n".join([*lines, f"load {load}"]) + "\n")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
