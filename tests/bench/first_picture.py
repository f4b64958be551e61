"""How soon a commander's screen stands with nothing in the cache (criterion 2, first half).

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.first_picture [opens] [incidents] [units]``.

Fifty incidents and ten thousand units with a position lie in the four cities. Each time a
browser that has never been here opens the screen, signed in: from the start of the navigation
to the frame in which the incidents are painted, and to the one in which units are on the map.
What all scripts of the page weigh on the line is counted beside it.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.pixels import FLAGS, report
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

TEAMS_OF_A_REGISTER, SHOWN = 0.3, 7 / 8  # the rest is not to be had
FILL = """
from django.core.management import call_command
from django.db import connection
call_command("make_resources", count={count}, force=True, verbosity=0)
with connection.cursor() as cursor:
    cursor.execute('''
        INSERT INTO resources_position (team_id, lat, lon, observed_at)
        SELECT id, ST_Y(base::geometry), ST_X(base::geometry), now() FROM resources_team
         WHERE base IS NOT NULL ON CONFLICT (team_id) DO NOTHING''')
    cursor.execute("ANALYZE")
"""
WATCH = """() => {
  window.first = {}
  const told = (what) => requestAnimationFrame(() => { first[what] ??= performance.now() })
  const look = () => document.querySelector('.c-inc') ? told('incidents')
    : requestAnimationFrame(look)
  requestAnimationFrame(look)
  const draw = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    if (this.canvas.closest('jc-map')) told('units')
    return draw.apply(this, given)
  }
}"""
WEIGHT = """() => performance.getEntriesByType('resource')
  .filter((one) => new URL(one.name).pathname.endsWith('.js'))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def open_once(browser, live, key):
    """Open the screen in a new browser; return its two times in ms, units, and weights."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(live.address)
    page.wait_for_function("() => first.incidents && first.units", timeout=120_000)
    page.wait_for_selector("jc-sync[data-state=live]", timeout=120_000)
    first, script = page.evaluate("first"), page.evaluate(WEIGHT)
    server = page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
    context.close()
    return first["incidents"], first["units"], server, script


def measure(live, opens, incidents, units):
    """Fill the system, then open the screen so many times."""
    officer = Seat(live.address, session_of(live, "150600.duty1"))
    for number in range(incidents):
        report(officer, number)
    live.run(FILL.format(count=round(units / SHOWN / TEAMS_OF_A_REGISTER)))
    key = session_of(live, "150000.commander")
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        open_once(browser, live, key)  # the web processes have opened nothing before
        took = [open_once(browser, live, key) for _ in range(opens)]
        browser.close()
    return took


def main(opens=10, incidents=50, units=10_000):
    """Start the system, measure, print one row."""
    folder = Path(tempfile.mkdtemp(prefix="jc-first-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_first_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        took = measure(live, opens, incidents, units)
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    names = ("incidents painted", "units on the map", "of which until the first byte")
    for name, row in zip(names, zip(*took, strict=True), strict=False):
        row = sorted(row)
        sys.stdout.write(
            f"{name}: p50 {statistics.median(row):.0f} ms, worst {row[-1]:.0f} ms\n"
        )
    sys.stdout.write(
        f"scripts {took[0][-1] / 1000:.0f} kB on the line; {incidents} incidents,"
        f" {units} units, {opens} opens, load {load}\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
