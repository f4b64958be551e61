"""A new incident whose place is a click on the map, next to the open form."""

import re

from tests.browser.test_cop import LIVE, OFFICER, PATIENT

# Places of Ordos, the officer's own city, where neither the form nor a panel lies over the map.
BARE = """() => {
  const map = document.querySelector('jc-map')
  const edge = map.getBoundingClientRect()
  const mark = 'a, button, .leaflet-marker-icon'
  const bare = []
  for (let lat = 38.9; lat < 39.9; lat += 0.05)
    for (let lon = 107.6; lon < 110; lon += 0.05) {
      const { x, y } = map.leaflet.latLngToContainerPoint([lat, lon])
      const there = document.elementFromPoint(edge.x + x, edge.y + y)
      if (there?.closest('jc-map') && !there.closest(mark)) bare.push([edge.x + x, edge.y + y])
    }
  return bare[bare.length >> 1] ?? null
}"""
WHERE = "() => document.querySelector('#new-place-said b')"
GRADED = "() => document.querySelector('.c-intake [name=grade]:checked')"


def test_a_click_on_the_map_says_where(seat, desk):
    page = seat(OFFICER, language="en")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("n")
    page.wait_for_selector(".c-drawer[open] #new-kind:focus", timeout=PATIENT)
    page.keyboard.type("凌汛")
    page.keyboard.press("Enter")
    at = page.evaluate(BARE)
    assert at, "the form leaves nothing of the city free"
    page.mouse.click(*at)

    pair = page.input_value("#new-place")
    lat, lon = map(float, re.fullmatch(r"([\d.]+), ([\d.]+)", pair).groups())
    page.wait_for_function(WHERE, timeout=PATIENT)
    page.wait_for_function(GRADED, timeout=PATIENT)
    page.locator("#new-title").fill("A click on the map")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/i/*-*-*-*-*/", timeout=PATIENT)

    _status, found = desk(OFFICER).get("/api/incidents/search/?q=A+click+on+the+map")
    assert found["total"] == 1
    _status, card = desk(OFFICER).get(f"/api/incidents/{found['items'][0]['id']}/")
    assert card["region"].startswith("1506")
    # Where the finger was, not at the seat of the banner.
    assert abs(card["lat"] - lat) < 0.0001
    assert abs(card["lon"] - lon) < 0.0001
