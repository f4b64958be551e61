"""A phone that was out of reach: how soon it opens, and how soon two hundred things are over.

    python -m tests.bench.outbox [items]

Needs DATABASE_URL and REDIS_URL. The whole system runs as for the browser tests; in a real
Chromium a leader's phone loses its line. Milliseconds, by the page's own clock, from the first
byte asked for until the leader's task is on the screen (criterion 26: two seconds), five times.
Then so many messages are written, the line comes back, and the seconds are counted until each
of them is in the server's journal and the phone knows it; with what the line carried for it.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.bench.shutter import LINKS, say
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.phone import LEADER, ordered_to, ready
from tests.browser.test_criterion_26_opens_in_flight_mode import OPENED
from tests.browser.test_criterion_27_thin_line import INCIDENT, THIN
from tests.support.handset import Handset, asked
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.proxy import through
from tests.support.seat import session_of

ITEMS, OPENINGS = 200, 5
LINES = {**LINKS, "50 kbit/s, 600 ms, 5 % loss": THIN}
PATIENCE = 600  # seconds
SAID = "SELECT count(*) FROM messaging_message WHERE text LIKE %s"


def main(items):
    """Measure each line and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = fresh_database(os.environ["DATABASE_URL"], f"jc_outbox_{os.getpid()}")
        live = Live(Path(folder), environment_for(Path(folder), database), free_port())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            live.start()
            task = ordered_to(live, "断网后的任务")
            say(
                "| line | opens without it | and at worst | all over | KB up | KB down | load |"
            )
            say("|---|---:|---:|---:|---:|---:|---:|")
            for name, line in LINES.items():
                measure(live, browser, task, name, line, items)
        finally:
            browser.close()
            live.stop_all()


def measure(live, browser, task, name, line, items):
    """Print one row."""
    incident = str(asked(live, INCIDENT, task)[0][0])
    with through(live.port, seed=len(name)) as link:
        phone = handset(live, browser, link, task)
        link.blackout()
        opened = [opening(phone.page) for _ in range(OPENINGS)]
        phone = Handset(phone.page)
        phone.save(items, name, incident)
        link.restore()
        link.set(**line)
        before = dict(link.carried)
        begun = time.monotonic()
        phone.nudge()
        until_over(live, phone, name, items)
        took = time.monotonic() - begun
        up, down = ((link.carried[way] - before[way]) / 1000 for way in ("up", "down"))
        phone.page.context.close()
    say(
        f"| {name} | {median(opened):.0f} ms | {max(opened):.0f} ms | {took:.1f} s"
        f" | {up:.0f} | {down:.0f} | {os.getloadavg()[0]:.1f} |"
    )


def handset(live, browser, link, task):
    """Return a phone that has the application and the task."""
    context = browser.new_context(base_url=link.address, viewport={"width": 390, "height": 844})
    key = session_of(live, LEADER)
    context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
    page = context.new_page()
    page.goto(f"/m0/{task}/")
    ready(page)
    return Handset(page).installed()


def opening(page):
    """Open the task anew; return the milliseconds until it is there."""
    page.reload(wait_until="commit")
    return page.evaluate(OPENED)


def until_over(live, phone, name, items):
    """Wait until the server has everything, and the phone knows."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        there = asked(live, SAID, f"{name} %")[0][0]
        if there == items and phone.states() == {"delivered": items}:
            return
        time.sleep(0.1)
    raise AssertionError(f"{there} of {items} in {PATIENCE} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
