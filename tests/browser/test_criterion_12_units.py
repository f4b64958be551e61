"""Criterion 12: ten thousand units with 500 updates a second; a click picks the right one.

How smooth it is stands in ``tests/bench/units.py``; here nothing is lost, and nothing wrong
picked.
"""

import time

import pytest

from tests.support.units_page import moves, serve, units

COUNT = 10_000
PLACES = """ids => {
  const map = document.querySelector('jc-map')
  return ids.map(id => { const u = map.units.unit(id); return u && [u.lat, u.lon, u.at] })
}"""
# Where a unit stands alone: no other within forty pixels, well inside of the window.
LONE = """() => {
  const map = document.querySelector('jc-map'), found = []
  const points = window.rows.map(([id]) => {
    const u = map.units.unit(id)
    return [id, map.leaflet.latLngToContainerPoint([u.lat, u.lon])]
  }).filter(([, p]) => p.x > 60 && p.y > 120 && p.x < 1040 && p.y < 780)
  for (const [id, p] of points) {
    const alone = points.every(([other, q]) => other === id || p.distanceTo(q) > 40)
    if (alone) found.push([id, p.x, p.y])
  }
  return found.slice(0, 2)
}"""


@pytest.fixture
def page(chromium):
    """Return a page with the map element and nothing else."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900})
    yield context.new_page()
    context.close()


def test_ten_thousand_units_take_every_update_and_a_click_picks_the_right_one(page):
    asked = serve(page)
    now = int(time.time() * 1000)
    rows = units(COUNT, now - 10_000)
    page.evaluate(
        "rows => { window.rows = rows; document.querySelector('jc-map').setUnits(rows) }", rows
    )
    assert page.evaluate("document.querySelector('jc-map').units.size") == COUNT

    expected = {row[0]: [row[2], row[3], row[7]] for row in rows}
    for second in range(4):
        batch = moves(rows, 500, now - 9_000 + second, second)
        expected |= {row[0]: [row[1], row[2], row[4]] for row in batch}
        page.evaluate("rows => document.querySelector('jc-map').moveUnits(rows)", batch)
    # What is older than the last word moves nothing.
    stale = [[row[0], 41.0, 112.0, 0, now - 60_000, "on_scene"] for row in rows[:500]]
    page.evaluate("rows => document.querySelector('jc-map').moveUnits(rows)", stale)

    assert page.evaluate(PLACES, list(expected)) == list(expected.values())
    assert page.evaluate("document.querySelector('jc-map').units.size") == COUNT

    page.evaluate("document.querySelector('jc-map').leaflet.setView([40.3, 110.3], 12.5)")
    page.wait_for_timeout(1200)  # units glide for 900 ms
    lone = page.evaluate(LONE)
    assert lone
    for identity, x, y in lone:
        page.mouse.click(x + 3, y - 3)
        page.wait_for_selector(f'.m-card[data-unit="{identity}"][data-ready]')
        assert page.locator(".m-card").count() == 1
        assert f"/api/teams/{identity}/fix/" in asked
        assert "± 80 m" in page.locator(".m-card").inner_text()
        page.evaluate("document.querySelector('jc-map').leaflet.closePopup()")


def test_units_in_one_place_are_named_one_by_one_and_age_shows_in_the_state(page):
    serve(page)
    now = int(time.time() * 1000)
    ages = (("fresh", 5), ("late", 60), ("lost", 600))
    rows = [
        [name, "F", 40.5, 109.8, None, "on_scene", f"Team {name}", now - 1000 * age]
        for name, age in ages
    ]
    page.evaluate("rows => document.querySelector('jc-map').setUnits(rows)", rows)
    page.evaluate("document.querySelector('jc-map').leaflet.setView([40.5, 109.8], 15.5)")
    page.wait_for_timeout(300)
    point = page.evaluate(
        "(() => { const p = document.querySelector('jc-map').leaflet"
        ".latLngToContainerPoint([40.5, 109.8]); return [p.x, p.y] })()"
    )

    page.mouse.click(*point)
    names = page.locator(".m-card button").all_inner_texts()
    assert names == ["F Team lost", "F Team late", "F Team fresh"]
    page.locator(".m-card button", has_text="late").click()
    page.wait_for_selector('.m-card[data-unit="late"]')
    assert "late" in page.locator('.m-card[data-unit="late"]').inner_text()
