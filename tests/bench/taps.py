"""How soon a tap on the next status is kept, without a network: ``python -m tests.bench.taps``.

Criterion 23: saved offline within 100 ms. The whole system runs as for the browser tests; in a
real Chromium a leader's phone has an order in its hands and loses the network. Each tap takes
the next step, and is taken back before the next one. Milliseconds from the tap until the entry
is in IndexedDB, where its transaction has ended, and until the button shows the step after it.
Needs DATABASE_URL and REDIS_URL.
"""

import os
import sys
import tempfile
from math import ceil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.phone import LEADER, PATIENT, ordered_to, ready
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import session_of

TAPS = 100
NEXT = "[data-screen=task] [data-next]"
FIRST, SECOND = "Accept the order", "On scene"
# A read of the store waits behind the write of it, so the first one that sees the entry comes
# as soon as the entry is safe.
TAP = """async (selector) => {
  const asked = indexedDB.open('jc-field')
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const steps = () => new Promise((done) => {
    const all = db.transaction('items').objectStore('items').getAll()
    all.onsuccess = () => done(all.result.filter((one) => one.kind === 'step').length)
  })
  const before = await steps()
  const button = document.querySelector(selector)
  const was = button.innerText
  const begun = performance.now()
  const shown = (async () => {
    do await new Promise(requestAnimationFrame)
    while (document.querySelector(selector).innerText === was)
    return performance.now() - begun
  })()
  button.click()
  while (await steps() === before);
  const saved = performance.now() - begun
  db.close()
  return [saved, await shown]
}"""


def main(count):
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        database = fresh_database(os.environ["DATABASE_URL"], f"jc_taps_{os.getpid()}")
        live = Live(Path(folder), environment_for(Path(folder), database), free_port())
        try:
            live.start()
            task = ordered_to(live, "一键到场")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                report(measured(browser, live, task, count))
        finally:
            live.stop_all()


def measured(browser, live, task, count):
    """Tap and take back so often, without a network; return what each tap took."""
    context = browser.new_context(base_url=live.address, viewport={"width": 390, "height": 844})
    given = {"sessionid": session_of(live, LEADER), "django_language": "en"}
    context.add_cookies(
        [{"name": name, "value": value, "url": live.address} for name, value in given.items()]
    )
    page = context.new_page()
    page.goto(f"/m0/{task}/")
    ready(page)
    context.set_offline(True)
    taken = []
    for _tap in range(count):
        page.locator(NEXT, has_text=FIRST).wait_for(timeout=PATIENT)
        taken.append(page.evaluate(TAP, NEXT))
        page.locator(NEXT, has_text=SECOND).wait_for(timeout=PATIENT)
        page.locator("[data-said-undo]").click()
    context.close()
    return taken


def report(taken):
    """Print how long the taps took."""
    say("| | first | p50 | p99 | longest |")
    say("|---|---|---|---|---|")
    for name, column in zip(
        ("in IndexedDB", "on the button"), zip(*taken, strict=True), strict=True
    ):
        ranked = sorted(column)
        cells = [column[0], *(ranked[ceil(len(ranked) * part) - 1] for part in (0.5, 0.99, 1))]
        say(f"| {name} | {' | '.join(f'{cell:.0f} ms' for cell in cells)} |")
    say(f"{len(taken)} taps, load {os.getloadavg()[0]:.1f}")


def say(line):
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TAPS)
