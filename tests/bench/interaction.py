"""How soon the screen answers a commander's hand: INP over a session (criterion 2).

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.interaction [minutes]``.

A commander's screen stands open in Chromium while a duty officer reports an incident every
five seconds. The commander chooses incidents by key and by pointer, narrows to a city and back,
opens and closes the help. An interaction is what Chromium's Event Timing calls one: from the
key or the pointer to the next paint, the longest of its events. Chromium keeps silent about
those below 16 ms; they count as 16.
"""

import itertools
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.pixels import FLAGS, report
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

SHORTEST = 16  # milliseconds
PAUSE = 0.5  # seconds between two acts
WATCH = """() => {
  window.spans = {}
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) {
      const id = e.interactionId
      if (id) spans[id] = Math.max(spans[id] ?? 0, e.duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
}"""


def acts(page):
    """Return what a commander does, for ever."""
    rows, tiles = "[data-panel=incidents] [data-hold] > *", "[data-city]"
    return itertools.cycle(
        [
            lambda: page.keyboard.press("j"),
            lambda: page.keyboard.press("j"),
            lambda: page.locator(rows).nth(1).click(),
            lambda: page.keyboard.press("k"),
            lambda: page.locator(tiles).nth(2).click(),
            lambda: page.keyboard.press("0"),
            lambda: page.keyboard.press("f"),
            lambda: page.keyboard.press("?"),
            lambda: page.keyboard.press("Escape"),
        ]
    )


def keep_reporting(live, stop):
    """Report an incident every five seconds, until told to stop."""
    officer = Seat(live.address, session_of(live, "150600.duty1"))
    for number in itertools.count():
        report(officer, number)
        if stop.wait(5):
            return


def measure(live, minutes):
    """Return the milliseconds of each interaction."""
    stop = threading.Event()
    desk = threading.Thread(target=keep_reporting, args=(live, stop))
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        key = session_of(live, "150000.commander")
        context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
        page = context.new_page()
        desk.start()
        page.goto(live.address)
        page.wait_for_selector("jc-sync[data-state=live]", timeout=60_000)
        page.wait_for_selector("[data-panel=incidents] [data-hold] > * + *", timeout=60_000)
        page.evaluate(WATCH)
        end, done = time.monotonic() + 60 * minutes, 0
        for act in acts(page):
            act()
            done += 1
            time.sleep(PAUSE)
            if time.monotonic() > end:
                break
        stop.set()
        desk.join()
        spans = list(page.evaluate("() => Object.values(spans)"))
        browser.close()
    return sorted(spans + [SHORTEST] * (done - len(spans)))


def main(minutes=10):
    """Start the system, measure, print one row."""
    folder = Path(tempfile.mkdtemp(prefix="jc-interaction-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_interaction_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        took = measure(live, minutes)
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    at = {p: took[min(len(took) - 1, len(took) * p // 100)] for p in (50, 75, 98)}
    sys.stdout.write(
        f"INP, {len(took)} interactions in {minutes} min, load {load}:"
        f" p50 {at[50]:.0f} ms, p75 {at[75]:.0f} ms, p98 {at[98]:.0f} ms\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
