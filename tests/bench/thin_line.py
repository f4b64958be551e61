"""How long a phone waits at the end of a thin line: ``python -m tests.bench.thin_line``.

50 kbit/s, 600 ms there and back, 5 % of the segments lost (criterion 27 of the screens). The
whole system runs as for the browser tests; a real Chromium opens `/m0/` for the first time,
comes back, and sends a report while a small picture is on its way.
Seconds until the next step can be pressed, and until what it needs is there too. Needs
DATABASE_URL and REDIS_URL.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.phone import LEADER, ordered_to
from tests.browser.test_criterion_27_thin_line import (
    INCIDENT,
    THIN,
    USABLE,
    photo_under_way,
    report,
)
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import Live, environment_for, free_port, fresh_database, wait_until
from tests.support.proxy import through
from tests.support.seat import session_of

TIMES = 3


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with tempfile.TemporaryDirectory() as folder:
        database = fresh_database(os.environ["DATABASE_URL"], f"jc_thin_{os.getpid()}")
        live = Live(Path(folder), environment_for(Path(folder), database), free_port())
        try:
            live.start()
            task = ordered_to(live, "薄线上的任务")
            incident = str(asked(live, INCIDENT, task)[0][0])
            say("| first visit | and ready | KB down | requests | repeat | report | load |")
            say("|---:|---:|---:|---:|---:|---:|---:|")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                for seed in range(rounds):
                    measure(live, browser, incident, seed + 1)
        finally:
            live.stop_all()


def measure(live, browser, incident, seed):
    with through(live.port, seed=seed) as link:
        context = browser.new_context(
            base_url=link.address, viewport={"width": 390, "height": 844}
        )
        key = session_of(live, LEADER)
        context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
        page = context.new_page()
        link.set(**THIN)
        begun = time.monotonic()
        first = until_usable(page)
        down, requests = link.carried["down"], len(link.requests)
        page.locator("body[data-ready]").wait_for(timeout=PATIENT)
        ready = time.monotonic() - begun
        link.clear()
        phone = Handset(page).installed()
        link.set(**THIN)
        repeat = until_usable(page)
        page.locator("body[data-ready]").wait_for(timeout=PATIENT)
        photo_under_way(live, phone, link, incident)
        begun = time.monotonic()
        report(phone, incident)
        wait_until(lambda: phone.states() == {"delivered": 2}, "the report to be delivered")
        delivered = time.monotonic() - begun
        context.close()
        load = os.getloadavg()[0]
        say(
            f"| {first:.1f} s | {ready:.1f} s | {down / 1000:.1f} | {requests}"
            f" | {repeat:.1f} s | {delivered:.1f} s | {load:.1f} |"
        )


def until_usable(page):
    """Open the task, and return the seconds until its next step can be taken."""
    begun = time.monotonic()
    page.goto("/m0/", wait_until="commit", timeout=PATIENT)
    page.locator(USABLE).first.wait_for(timeout=PATIENT)
    return time.monotonic() - begun


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
