"""Where a unit was and how sure its place is, as the map draws it: real pixels, real paths."""

import io
import math
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageChops

from tests.browser.test_cop import LIVE, PATIENT
from tests.browser.test_units_apart import STATE

COMMANDER = "150900.commander"
# A team that nothing else moves: a fix of the last minutes would hide the one of the ring.
STILL, ITS_COMMANDER = "150200.team2", "150200.commander"
TEAM = """
from resources.models import TeamMember
member = TeamMember.objects.get(person__username={username!r}, left_at=None)
print("team=%s %s %s" % (member.team_id, member.team.base.y, member.team.base.x))
"""
ROUND_THE_WORLD = 40_075_016.686  # metres, along the equator
AT = """([lat, lon, zoom]) =>
  document.querySelector('jc-map').leaflet.setView([lat, lon], zoom, { animate: false })"""
# Where a place lies on the screen, by the map itself.
SPOT = """([lat, lon]) => {
  const map = document.querySelector('jc-map')
  const { x, y } = map.leaflet.latLngToContainerPoint([lat, lon])
  const edge = map.getBoundingClientRect()
  return [edge.x + x, edge.y + y]
}"""
# The ring as it is drawn: its middle on the screen, and half its width and height.
RING = """() => {
  const ring = document.querySelector('path.m-accuracy')
  if (!ring) return null
  const { x, y, width, height } = ring.getBBox()
  const middle = new DOMPoint(x + width / 2, y + height / 2)
    .matrixTransform(ring.getScreenCTM())
  return [middle.x, middle.y, width / 2, height / 2]
}"""
# The corners of the trail as it is drawn, on the screen, from its beginning.
TRAIL = """() => {
  const path = document.querySelector('path.m-trail')
  const corners = path.getAttribute('d').match(/-?[\\d.]+ -?[\\d.]+/g) ?? []
  return corners.map((pair) => {
    const [x, y] = pair.split(' ').map(Number)
    const there = new DOMPoint(x, y).matrixTransform(path.getScreenCTM())
    return [there.x, there.y]
  })
}"""


def team_of(live, username):
    """Return the team of somebody in one: its key, and where it is at home."""
    key, lat, lon = live.run(TEAM.format(username=username)).strip().split("team=")[1].split()
    return key, float(lat), float(lon)


def said(leader, *fixes):
    """Report positions as a phone does: minutes ago, latitude, longitude, metres or none."""
    now = datetime.now(UTC)
    told = [
        {
            "observed_at": (now - timedelta(minutes=ago)).isoformat(),
            "lat": lat,
            "lon": lon,
            "accuracy_m": accuracy,
        }
        for ago, lat, lon, accuracy in fixes
    ]
    status, answer = leader.post("/api/positions/", {"fixes": told})
    assert status == 202, answer


def pixels(metres, lat, zoom):
    """Return how many pixels so many metres are, on a map of the world 256 pixels wide."""
    return metres * 256 * 2**zoom / (ROUND_THE_WORLD * math.cos(math.radians(lat)))


def hide(page, selector):
    page.evaluate(
        """(all) => document.querySelectorAll(all).forEach((each) => {
             each.style.visibility = 'hidden'
           })""",
        selector,
    )


def near(one, other, most=1.5):
    return math.dist(one, other) <= most


@pytest.mark.parametrize("zoom", [14, 16])
def test_the_ring_round_a_chosen_unit_has_its_accuracy_in_metres(seat, desk, live, zoom):
    team, lat, lon = team_of(live, STILL)
    # Before the ten minutes of the trail: the ring alone is drawn.
    said(desk(STILL), (11, lat + 0.002, lon + 0.002, 80))
    here = [lat + 0.002, lon + 0.002]
    page = seat(ITS_COMMANDER)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.wait_for_function(STATE, arg="here", timeout=PATIENT)
    page.evaluate(AT, [*here, zoom])
    page.wait_for_timeout(1200)  # the flight and the glide of a unit
    spot = page.evaluate(SPOT, here)
    page.mouse.click(*spot)
    page.wait_for_selector(f'.m-card[data-unit="{team}"][data-ready]', timeout=PATIENT)
    assert "± 80 m" in page.locator(".m-card").inner_text()

    # The card may have moved the map, to be seen whole.
    radius, spot = pixels(80, here[0], zoom), page.evaluate(SPOT, here)
    *middle, wide, high = page.evaluate(RING)
    assert near(middle, spot)
    assert (wide, high) == (pytest.approx(radius, abs=1), pytest.approx(radius, abs=1))

    # What the ring alone puts on the screen reaches so far, and no farther.
    hide(page, ".leaflet-popup, .leaflet-units-pane")
    side = int(radius) + 30
    box = {"x": spot[0] - side, "y": spot[1] - side, "width": 2 * side, "height": 2 * side}
    seen = [page.screenshot(clip=box)]
    hide(page, ".leaflet-trails-pane")
    seen.append(page.screenshot(clip=box))
    with_it, without = (Image.open(io.BytesIO(one)).convert("RGB") for one in seen)
    left, top, right, bottom = ImageChops.difference(with_it, without).getbbox()
    for edge in (side - left, side - top, right - side, bottom - side):
        assert edge == pytest.approx(radius, abs=2.5)


def test_the_trail_follows_the_points_in_time_and_takes_in_what_comes_late(seat, desk, live):
    team, lat, lon = team_of(live, "150900.team1")
    leader = desk("150900.team1")
    # A zigzag, of which no corner lies on the way between two others.
    way = [(8, 0.0, 0.0), (6, 0.004, 0.004), (4, -0.002, 0.008), (2, 0.005, 0.012)]
    corners = [(ago, lat + north, lon + east, 25) for ago, north, east in way]
    last = (1, lat + 0.001, lon + 0.016, 60)
    path = f"/f/tracks/?team={team}&minutes=60"

    # The newest first, as a phone sends after a gap; then some of what was before it.
    said(leader, last)
    said(leader, corners[3], corners[1])
    page = seat(COMMANDER, path=path)
    page.wait_for_selector("path.m-trail", timeout=PATIENT)
    expected = [corners[1], corners[3], last]
    drawn = page.evaluate(TRAIL)
    assert len(drawn) == 3
    for corner, (_ago, north, east, _sure) in zip(drawn, expected, strict=True):
        assert near(corner, page.evaluate(SPOT, [north, east]))

    # The rest comes later still, and takes its place in time.
    said(leader, corners[0], corners[2])
    page.reload()
    page.wait_for_selector("path.m-trail", timeout=PATIENT)
    drawn = page.evaluate(TRAIL)
    assert len(drawn) == 5
    for corner, (_ago, north, east, _sure) in zip(drawn, [*corners, last], strict=True):
        assert near(corner, page.evaluate(SPOT, [north, east]))
    # The unit is where it was heard last, and the ring is that of this word.
    *middle, wide, _high = page.evaluate(RING)
    zoom = page.evaluate("document.querySelector('jc-map').leaflet.getZoom()")
    assert near(middle, page.evaluate(SPOT, list(last[1:3])))
    assert wide == pytest.approx(pixels(60, last[1], zoom), abs=1)

    # Where nobody knows how sure a place is, nothing is claimed; nor where it is sure enough.
    for accuracy, words in ((None, "—"), (25, "± 25 m")):
        said(leader, (0.2 if accuracy else 0.5, lat, lon + 0.016, accuracy))
        page.reload()
        page.wait_for_selector("path.m-trail", timeout=PATIENT)
        assert page.evaluate(RING) is None
        assert words in page.locator(".c-tk-fix").inner_text()
