"""Ten thousand moving units on the map (criterion 12), in real Chromium with software drawing.

Run: ``.venv/bin/python -m tests.bench.units [units] [rounds]``. No server and no database: the
real map element with its real files. Measured in each round, layers in turns (A B A B): how
long it takes to add the units until they are painted, the frames of a pan while 500 units a
second report, and what one such batch costs. The yardsticks are the map without units, and
Leaflet's own canvas (``circleMarker``), which does not draw at all while it is dragged.
"""

import os
import statistics
import sys
import time

from playwright.sync_api import sync_playwright

from tests.bench.pixels import FLAGS
from tests.support.units_page import moves, serve, units

SETUP = """() => {
  const map = document.querySelector('jc-map')
  const L = window.L
  const next = () => new Promise(requestAnimationFrame)
  const stock = new Map()
  const group = L.layerGroup()
  const canvas = L.canvas()
  window.layers = {
    none: { add: () => {}, move: () => {}, clear: () => {} },
    own: {
      add: rows => map.setUnits(rows),
      move: rows => map.moveUnits(rows),
      clear: () => map.setUnits([]),
    },
    stock: {
      add: rows => {
        group.addTo(map.leaflet)
        for (const [id, , lat, lon] of rows) {
          const mark = L.circleMarker([lat, lon], { renderer: canvas, radius: 6 })
          stock.set(id, mark.addTo(group))
        }
      },
      move: rows => { for (const [id, lat, lon] of rows) stock.get(id)?.setLatLng([lat, lon]) },
      clear: () => { group.clearLayers(); stock.clear(); group.remove() },
    },
  }
  window.timed = async (name, rows) => {
    const start = performance.now()
    layers[name].add(rows)
    await next(); await next()
    return performance.now() - start
  }
  window.pan = async (name, batches) => {
    const frames = [], costs = []
    let before = await next(), step = 0, due = performance.now()
    const end = due + 1000 * batches.length
    while (performance.now() < end) {
      if (performance.now() >= due && batches.length) {
        const start = performance.now()
        layers[name].move(batches.shift())
        costs.push(performance.now() - start)
        due += 1000
      }
      // As a hand drags it: the pane moves with each frame, is let go now and then.
      map.leaflet._rawPanBy(L.point(step++ % 120 < 60 ? 6 : -6, 2 * Math.sin(step / 20)))
      map.leaflet.fire('move')
      if (step % 60 === 0) map.leaflet.fire('moveend')
      const at = await next()
      frames.push(at - before)
      before = at
    }
    return { frames, costs }
  }
}"""


def quantile(values, part):
    """Return a quantile of some figures."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(page, name, rows, seconds):
    """Return milliseconds: adding, frames of the pan, one batch of 500 updates."""
    added = page.evaluate("([name, rows]) => timed(name, rows)", [name, rows])
    at, moving = int(time.time() * 1000), min(500, len(rows))
    batches = [moves(rows, moving, at + 1000 * n, n) for n in range(seconds)]
    done = page.evaluate("([name, batches]) => pan(name, batches)", [name, batches])
    page.evaluate("name => layers[name].clear()", name)
    return added, done["frames"], done["costs"]


def main(count=10_000, rounds=2, seconds=6):
    """Measure in turns, print one row for each layer."""
    found: dict[str, list] = {"none": [], "own": [], "stock": []}
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
        serve(page)
        page.evaluate(SETUP)
        rows = units(count, int(time.time() * 1000))
        for _round in range(rounds):
            for name, taken in found.items():
                taken.append(measure(page, name, rows, seconds))
        browser.close()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    for name, taken in found.items():
        frames = [frame for _added, frames, _costs in taken for frame in frames]
        costs = [cost for _added, _frames, costs in taken for cost in costs]
        sys.stdout.write(
            f"{name:6} {count} units, load {load}:"
            f" add {statistics.median(added for added, _f, _c in taken):.0f} ms,"
            f" pan p50 {quantile(frames, 0.5):.0f} p95 {quantile(frames, 0.95):.0f} ms"
            f" ({len(frames)} frames), 500 updates {statistics.median(costs):.1f} ms\n"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
