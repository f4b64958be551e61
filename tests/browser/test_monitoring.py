"""Monitoring in real Chromium: the list by keyboard, charts for eyes and ears, the map."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.test_cop import AXE

OFFICER, COMMANDER = "150600.duty1", "150600.commander"
LIVE = "jc-sync[data-state=live]"
PATIENT = 60_000  # milliseconds; the machine may be slow
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
FOUND = "() => axe.run(document, {resultTypes: ['violations']})"
SEEN = 1_100  # milliseconds for which an alarm must have been on screen before A works
AGES = """() => [...document.querySelectorAll('[data-row]')].map(
    (row) => row.querySelector('.c-mon-at jc-age')?.dataset.ts ?? row.id)"""
# Whether the line of the chart is drawn in the ink that the theme has for text.
INKED = """() => {
  const ink = getComputedStyle(document.documentElement).getPropertyValue('--tx-1').trim()
  const probe = document.createElement('canvas').getContext('2d')
  probe.fillStyle = ink
  probe.fillRect(0, 0, 1, 1)
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data
  const canvas = document.querySelector('jc-chart canvas')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  for (let n = 0; n < data.length; n += 4) {
    const far = Math.abs(data[n] - r) + Math.abs(data[n + 1] - g) + Math.abs(data[n + 2] - b)
    if (data[n + 3] > 200 && far < 12) return true
  }
  return false
}"""
# Whether anything but the ground is painted in the middle of the chart.
PAINTED = """() => {
  const canvas = document.querySelector('jc-chart canvas')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.some((value) => value > 0)
}"""


@pytest.fixture(scope="module")
def gauge():
    """Return a gauge in Dalad with a calm day behind it, made by the first test that asks."""
    made = {}

    def of(desk):
        if not made:
            made["code"] = f"B{uuid4().hex[:6]}"
            where = {
                "code": made["code"], "name_zh": "浏览器水位站", "name_en": "Browser gauge",
                "region": "150621", "lat": 40.45, "lon": 109.72,
            }  # fmt: skip
            status, station = desk.post("/api/stations/", where)
            assert status == 201, station
            stream = {
                "key": "H", "name": "水位", "name_en": "Stage", "unit": "m",
                "interval_s": 600, "warning": 20.0, "guarantee": 25.0,
            }  # fmt: skip
            status, card = desk.post(f"/api/stations/{station['id']}/streams/", stream)
            assert status == 201, card
            made.update(station=station["id"], stream=card["id"])
            say(desk, card["id"], *((n * 10, 12.0 + (n % 9) / 10) for n in range(140, 0, -1)))
        return made

    return of


def say(desk, stream, *readings):
    """Let the gauge say values, each so many minutes ago."""
    at = datetime.now(UTC)
    told = [
        {"observed_at": (at - timedelta(minutes=ago)).isoformat(), "value": value}
        for ago, value in readings
    ]
    status, taken = desk.post(f"/api/streams/{stream}/readings/", {"readings": told})
    assert status == 200, taken
    assert taken["new"] == len(told), taken


def state_of(desk, stream):
    """Return how the alarm of the gauge stands."""
    _status, alarms = desk.get("/api/alarms/")
    return [alarm["state"] for alarm in alarms if alarm["stream"] == stream]


def test_an_alarm_comes_by_itself_and_is_answered_by_keys_alone(seat, desk, gauge):
    one = gauge(desk(OFFICER))
    page = seat(OFFICER, language="en", path=f"/m/?q={one['code']}")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.wait_for_selector(f"#s-{one['stream']}[data-status=normal]", timeout=PATIENT)
    page.evaluate("window.never = 'reloaded'")

    say(desk(OFFICER), one["stream"], (0, 21.5))
    row = f"#s-{one['stream']}[data-status=unacknowledged]"
    page.wait_for_selector(row, timeout=PATIENT)
    page.wait_for_selector("#sensor [data-alarm] [data-acknowledge]", timeout=PATIENT)
    assert page.locator(f"{row} .c-mon-value b").inner_text() == "21.5"

    page.keyboard.press("s")
    page.wait_for_selector("#confirm[open]", timeout=PATIENT)
    assert page.evaluate("document.activeElement.hasAttribute('data-close')")
    page.locator("#confirm textarea").fill("sensor under repair")
    page.locator("#confirm [type=submit]").click()
    page.wait_for_selector(f"#s-{one['stream']}[data-status=shelved]", timeout=PATIENT)
    page.locator("#sensor [data-other]").first.click()
    page.wait_for_selector(row, timeout=PATIENT)

    page.wait_for_selector("#sensor [data-acknowledge]:not([data-other])", timeout=PATIENT)
    page.wait_for_timeout(SEEN)
    if page.locator("jc-alarm").count() == 0:
        page.keyboard.press("a")
    else:  # The bar is up: the key is the bar's, the button is this alarm's.
        page.locator("#sensor [data-acknowledge]:not([data-other])").first.click()
    page.wait_for_selector(f"#s-{one['stream']}[data-status=acknowledged]", timeout=PATIENT)
    assert state_of(desk(OFFICER), one["stream"]) == ["acknowledged"]
    handed_over_by_key(page, desk(COMMANDER), one["stream"])
    assert page.evaluate("window.never") == "reloaded"

    # It is over, and nothing is left ringing.
    say(desk(OFFICER), one["stream"], (0, 12.0))
    page.wait_for_selector(f"#s-{one['stream']}[data-status=normal]", timeout=PATIENT)
    assert state_of(desk(OFFICER), one["stream"]) == []


def handed_over_by_key(page, taker, stream):
    """Hand the alarm over; it stays the giver's until the other has accepted."""
    page.wait_for_selector("#sensor [data-ask=hand-over]", timeout=PATIENT)
    page.keyboard.press("h")
    page.wait_for_selector("#confirm[open] select[name=to]", timeout=PATIENT)
    one = page.locator("#confirm option", has_text=COMMANDER)
    page.locator("#confirm select").select_option(one.get_attribute("value"))
    page.locator("#confirm [type=submit]").click()
    stands = page.locator(f"#s-{stream} .c-mon-state")
    expect(stands).to_contain_text(re.compile(r"→ .+\?"), timeout=PATIENT)
    _status, alarms = taker.get("/api/alarms/")
    [alarm] = [one for one in alarms if one["stream"] == stream]
    status, taken = taker.post(f"/api/alarms/{alarm['id']}/take/", {})
    assert (status, taken["owner"]) == (200, alarm["offered_to"])
    expect(stands).not_to_contain_text("?", timeout=PATIENT)
    expect(stands).to_contain_text(taken["owner"], timeout=PATIENT)


def test_criterion_9_every_value_of_the_list_bears_its_time_and_keys_walk_it(seat):
    page = seat(COMMANDER, path="/m/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    times = page.evaluate(AGES)
    assert len(times) > 2
    assert all(datetime.fromisoformat(time) for time in times)

    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1).get_attribute("data-row")
    panel = f"[data-panel=sensor-now][data-stream='{second}']"
    page.wait_for_selector(panel, timeout=PATIENT)
    assert f"stream={second}" in page.url
    page.keyboard.press("/")
    page.keyboard.type("no such gauge")
    page.wait_for_selector("[data-clear]", timeout=PATIENT)
    page.keyboard.press("Escape")
    page.locator("[data-clear]").click()
    page.wait_for_selector(f"#s-{second}", timeout=PATIENT)
    page.locator(f"#s-{second} [data-choose]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("main.l-mon--station", timeout=PATIENT)


def test_a_chart_is_drawn_walked_by_arrows_and_said_in_words(seat, desk, gauge):
    one = gauge(desk(OFFICER))
    page = seat(COMMANDER, language="en", path=f"/m/{one['station']}/")
    page.wait_for_selector("jc-chart[data-drawn] canvas", timeout=PATIENT)
    assert page.evaluate(PAINTED)
    page.wait_for_function(INKED, timeout=PATIENT)
    # Turned to the light theme it is drawn anew in that one's ink.
    page.evaluate("document.documentElement.dataset.theme = 'field'")
    page.wait_for_function(INKED, timeout=PATIENT)
    page.evaluate("document.documentElement.dataset.theme = 'command'")
    page.wait_for_function(INKED, timeout=PATIENT)
    plot = page.locator(".c-mon-plot")
    said = page.locator(f"#{plot.get_attribute('aria-describedby')}")
    assert "Between 12" in said.inner_text()
    plot.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "() => / · 12[.0-9]* m/.test(document.querySelector('[data-at]').textContent)",
        timeout=PATIENT,
    )
    page.locator(".c-mon-values summary").click()
    assert page.locator(".c-mon-values tbody tr").count() > 10
    with page.expect_response(lambda answer: "span=7d" in answer.url, timeout=PATIENT):
        page.keyboard.press("]")
    assert "span=7d" in page.url
    assert "span=7d" in page.locator("[data-export]").get_attribute("href")


def test_the_situation_map_shows_stations_when_asked(seat):
    page = seat(COMMANDER, path="/")
    page.wait_for_selector("jc-map[data-ready]", timeout=PATIENT)
    page.keyboard.press(";")
    page.locator("[data-stations]").click()
    page.wait_for_selector(".m-station", state="attached", timeout=PATIENT)
    assert page.locator(".m-station").count() > 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_monitoring_are_sound_to_axe_and_fit_every_screen(
    seat, desk, gauge, language
):
    one = gauge(desk(OFFICER))
    page = seat(COMMANDER, language=language, path="/m/", viewport=(1280, 800))
    source, wrong = AXE.read_text(), []
    for path in ("/m/", f"/m/{one['station']}/"):
        page.set_viewport_size(WIDE)
        page.goto(path)
        page.wait_for_selector("jc-chart[data-drawn]", timeout=PATIENT)
        page.evaluate(source)
        wrong += [
            (path, v["id"], [n["target"] for n in v["nodes"]][:4])
            for v in page.evaluate(FOUND)["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
        page.set_viewport_size(NARROW)
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [(path, "wider than the phone", width)] if width > NARROW["width"] else []
    assert wrong == []
