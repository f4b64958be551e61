"""Alarm rules in real Chromium: rehearsed before they are saved, version by version."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.test_cop import AXE
from tests.browser.test_monitoring import FOUND, NARROW, WIDE, say

OFFICER = "150600.duty1"
# Each six hours of the last two days, for half an hour.
HIGH = range(6, 48, 6)


@pytest.fixture
def gauge(desk):
    """Return the code and the stream of a gauge that was high seven times in two days."""
    officer, code = desk(OFFICER), f"R{uuid4().hex[:6]}"
    place = {"code": code, "name_zh": "规则水位站", "name_en": "Rule gauge",
             "region": "150621", "lat": 40.46, "lon": 109.75}  # fmt: skip
    _status, station = officer.post("/api/stations/", place)
    stream = {"key": "H", "name": "水位", "name_en": "Stage", "unit": "m", "interval_s": 1800}
    status, made = officer.post(f"/api/stations/{station['id']}/streams/", stream)
    assert status == 201, made
    values = [(n * 30, 9.0 if n / 2 in HIGH else 5.0) for n in range(100, 0, -1)]
    say(officer, made["id"], *values)
    return code, made["id"]


def wrong_with(page, source):
    """Return what axe says of a page, and whether it is wider than a phone."""
    page.evaluate(source)
    found = [
        (page.url, v["id"], [n["target"] for n in v["nodes"]][:4])
        for v in page.evaluate(FOUND)["violations"]
        if v["impact"] in {"serious", "critical"}
    ]
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDE)
    return found + ([(page.url, "wider than the phone", width)] if width > 390 else [])


def test_a_rule_is_rehearsed_before_it_is_saved_and_each_change_is_a_version(seat, desk, gauge):
    code, stream = gauge
    source, wrong = AXE.read_text(), []
    page = seat(OFFICER, language="en", path="/m/rules/", viewport=(1280, 800))
    wrong += wrong_with(page, source)
    page.locator("nav a", has_text="Threshold").click()

    # Nothing is saved that was not rehearsed; what is wrong is said and what is right kept.
    expect(page.get_by_role("button", name="Save this rule")).to_have_count(0)
    name = f"Browser rule {code}"
    page.locator("[name=name_zh]").fill(name)
    page.locator("[name=scope]").select_option("stream")
    page.locator("[name=stream]").fill(f"{code}/H")
    page.locator("[name=region]").select_option("150621")
    page.locator("[name=level]").select_option("4")
    page.locator("[name=limit]").fill("eight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errsum]")).to_be_focused()
    expect(page.locator("[name=name_zh]")).to_have_value(name)
    page.locator("[name=limit]").fill("8")
    page.keyboard.press("Enter")
    would = page.locator(".c-rule-would")
    expect(would).to_have_text(
        "This rule would have rung 7 times in the last 7 days, at 1 stream."
    )
    expect(page.locator(".c-rule-scroll tbody tr")).to_have_count(7)
    wrong += wrong_with(page, source)

    # Changed since: it is rehearsed again before it is saved.
    page.locator("[name=limit]").fill("10")
    page.get_by_role("button", name="Save this rule").click()
    expect(page.locator(".c-note")).to_contain_text("changed since it was rehearsed")
    expect(would).to_contain_text("would have rung 0 times")
    page.get_by_role("button", name="Save this rule").click()
    expect(page.locator(".c-rule-words")).to_contain_text("≥ 10 m")
    try:
        rule = page.url
        expect(page.locator(".c-rule-would")).to_contain_text("0 times in the last 7 days")
        wrong += wrong_with(page, source)
        page.get_by_role("link", name="New version").click()
        page.locator("[name=limit]").fill("12")
        page.get_by_role("button", name="Rehearse").click()
        page.get_by_role("button", name="Save this rule").click()
        expect(page.locator(".c-rule-words")).to_contain_text("≥ 12 m")
        versions = page.locator("ol.c-rule-lines li")
        expect(versions).to_have_count(2)
        expect(versions.first).to_contain_text("≥ 12 m")
        expect(versions.last).to_contain_text("≥ 10 m")

        # It judges from now on: 11 was too much for the first version only.
        say(desk(OFFICER), stream, (1, 11.0))
        _status, alarms = desk(OFFICER).get("/api/alarms/")
        assert [one for one in alarms if one["stream"] == stream] == []
    finally:
        page.goto(rule)
        page.locator(".c-rule-switch [name=reason]").fill("end of the test")
        page.get_by_role("button", name="Switch off").click()
        expect(page.locator("h1")).to_contain_text("switched off")
    page.goto("/m/rules/")
    expect(page.locator("tr[data-off]", has_text=name)).to_have_count(1)
    assert wrong == []
