"""How soon a call for help is on every screen, and gone again (criteria 5 and 6).

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.calls [rounds]``.

A phone holds its button; four screens of three posts, one under a dialog and one in the past,
wait for the bar. From the end of the hold to the bar on the last screen: the criterion is 3 s
on 4G. Then one of them answers: to the bar's end on the last screen the criterion is 2 s. The
pages are asked in turn, so that what is told is never too little.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.pixels import FLAGS
from tests.browser.sos import BAR, call, listening, phone
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import session_of

SCREENS = {
    "150600.duty1": "/",
    "150600.commander": "/",
    "150600.liaison": "/t/",
    "150600.deputy": "/duty/",
}
EVERY = 0.02  # seconds between two looks
GUARD = 1.2  # seconds that an alarm must have been seen before a key may answer it


def seats(browser, live):
    """Return what opens a signed-in page, as the tests' own fixture does."""

    def seat(username, language="en", path="/", viewport=(1920, 1080)):
        context = browser.new_context(
            base_url=live.address, viewport={"width": viewport[0], "height": viewport[1]}
        )
        told = {"sessionid": session_of(live, username), "django_language": language}
        context.add_cookies(
            [{"name": n, "value": v, "url": live.address} for n, v in told.items()]
        )
        page = context.new_page()
        page.goto(path)
        return page

    return seat


def until_all(pages, since, *, shown):
    """Return the seconds since then until every page shows the bar, or none does."""
    left = list(pages)
    while left:
        left = [p for p in left if bool(p.locator(BAR).count()) != shown]
        time.sleep(EVERY)
    return time.monotonic() - since


def measure(live, rounds):
    """Return the seconds of each round: to ring on all screens, to be gone from all."""
    rings, ends = [], []
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        seat = seats(browser, live)
        pages = [listening(seat, name, path) for name, path in SCREENS.items()]
        pages[1].keyboard.press("[")
        pages[2].keyboard.press("?")
        for number in range(rounds):
            caller = phone(seat, f"150600.team{number % 2 + 1}")
            call(caller)
            rings.append(until_all(pages, time.monotonic(), shown=True))
            time.sleep(GUARD)
            answered = time.monotonic()
            pages[0].keyboard.press("a")
            ends.append(until_all(pages, answered, shown=False))
            caller.context.close()
        browser.close()
    return rings, ends


def main(rounds=10):
    """Start the system, measure, print one row for each criterion."""
    folder = Path(tempfile.mkdtemp(prefix="jc-calls-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_calls_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        rings, ends = measure(live, rounds)
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    for what, took, limit in (("rings everywhere", rings, 3), ("ends everywhere", ends, 2)):
        kept = sum(t <= limit for t in took)
        sys.stdout.write(
            f"{what}: median {statistics.median(took):.2f} s, longest {max(took):.2f} s,"
            f" {kept} of {len(took)} within {limit} s, load {load}\n"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
