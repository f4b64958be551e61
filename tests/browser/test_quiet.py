"""A quiet area is a signal: dark on the map with the age of its last word, and a task."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

OFFICER = "150600.duty1"
EJIN_HORO = "150627"
# Silent sooner than a sensor counts as lost, so that no alarm rings; confirmed at once.
RULES = """
from django.db import transaction
from command.core import authority
from incidents.monitoring.quiet.models import QuietRule
from incidents.monitoring.quiet.tasks import look_for_quiet
with transaction.atomic(), authority.acting_as("150000"):
    for code, value in {rules!r}.items():
        QuietRule.objects.filter(code=code).update(value=value)
look_for_quiet()
"""
BRISK = {"stream-intervals": 2, "confirm": 0}
USUAL = {"stream-intervals": 3, "confirm": 120}


def told(answer):
    status, said = answer
    assert status < 300, said
    return said


def gauge(desk, code):
    """Register a station that spoke two and a half hours ago; return its stream."""
    station = {"code": code, "name_zh": f"站{code}", "name_en": f"Station {code}",
               "region": EJIN_HORO, "lat": 39.56, "lon": 109.74}  # fmt: skip
    made = told(desk.post("/api/stations/", station))
    stream = {"key": "H", "name": "水位", "name_en": "Stage", "unit": "m", "interval_s": 3600}
    key = told(desk.post(f"/api/stations/{made['id']}/streams/", stream))["id"]
    speak(desk, key, datetime.now(UTC) - timedelta(hours=2.5))
    return key


def speak(desk, stream, at):
    readings = {"readings": [{"observed_at": at.isoformat(), "value": 1.0}]}
    told(desk.post(f"/api/streams/{stream}/readings/", readings))


def test_an_area_goes_dark_is_looked_at_and_speaks_again(live, desk, seat):
    officer = desk(OFFICER)
    incident = {"event_type": "11A05", "region": EJIN_HORO, "title": "红碱淖水位异常",
                "place": "红庆河", "occurred_at": datetime.now(UTC).isoformat(),
                "source": "巡查员"}  # fmt: skip
    told(officer.post("/api/incidents/", incident))
    streams = [gauge(officer, f"Q-{n}") for n in (1, 2)]
    page = seat("150600.commander", language="en")
    expect(page.locator("jc-map")).to_have_attribute("data-ready", "")
    page.wait_for_function("() => window.jc?.live.status.state === 'live'")

    live.run(RULES.format(rules=BRISK))
    try:
        # The screen follows by itself.
        dark = page.locator("path.m-quiet-area")
        expect(dark).to_have_count(1, timeout=90_000)
        flag = page.locator(".m-quiet__box", has_text="Ejin Horo")
        expect(flag.locator("jc-age")).to_have_text("2 h 30 min", timeout=30_000)
        expect(page.locator(".c-dark")).to_contain_text("Quiet areas 1")

        page.goto("/m/quiet/")
        row = page.locator(".c-quiet-area", has_text="Ejin Horo")
        expect(row).to_contain_text("2 of 2 silent")
        expect(page.locator("#quiet-map path.m-quiet-area")).to_have_count(1)
        expect(row).to_contain_text("Draft")
        row.get_by_role("link", name="T-").click()
        expect(page.locator("h1")).to_contain_text("Reconnoitre a quiet area")
        page.goto("/m/quiet/")

        for stream in streams:
            speak(officer, stream, datetime.now(UTC))
    finally:
        live.run(RULES.format(rules=USUAL))
    ended = page.locator(".c-quiets--ended li", has_text="Ejin Horo")
    expect(ended).to_contain_text("Somebody spoke again")
    expect(ended.get_by_role("link")).to_contain_text("Cancelled")
    expect(page.locator("path.m-quiet-area")).to_have_count(0)
