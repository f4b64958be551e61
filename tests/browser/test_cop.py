"""The joint command screen, seen by real eyes: criteria of the screen's specification."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

COMMANDER, OFFICER, REGION = "150600.commander", "150600.duty1", "150000.commander"
LIVE = "jc-sync[data-state=live]"
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PATIENT = 30_000  # milliseconds; the machine may be slow


def reported(desk, title, region="150621"):
    """Report an incident at the desk of a duty officer; return its card."""
    status, card = desk.post(
        "/api/incidents/",
        {
            "event_type": "11A05",
            "region": region,
            "title": title,
            "place": "昭君镇",
            "lat": 40.503,
            "lon": 109.795,
            "occurred_at": datetime.now(UTC).isoformat(),
            "grade": 3,
            "source": "119",
        },
        key=uuid4(),
    )
    assert status == 201, card
    return card


def state_of(page):
    """Return what the page has learned from the feed: ref → view."""
    return page.evaluate("() => Object.fromEntries(window.jc.live.state)")


@pytest.fixture
def cop(seat):
    """Open the screen and wait until it is live."""

    def open_cop(username=REGION, **given):
        page = seat(username, **given)
        page.wait_for_selector(LIVE, timeout=PATIENT)
        return page

    return open_cop


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_criterion_01_one_screen_zero_clicks(cop, desk, language):
    reported(desk(OFFICER), f"zero clicks {language}")
    page = cop(language=language)

    tiles = page.locator("[data-panel=cities] .c-city")
    assert tiles.count() == 4
    for n in range(4):
        assert tiles.nth(n).locator("jc-age[data-ts]").count() >= 1
    status, listed = desk(REGION).get("/api/incidents/")
    assert status == 200
    assert int(page.locator("[data-panel=incidents] [data-count]").inner_text()) == len(
        listed["items"] if isinstance(listed, dict) else listed
    )


def test_criterion_09_every_number_has_an_age(cop, desk):
    reported(desk(OFFICER), "every number has an age")
    page = cop()
    lacking = page.evaluate(
        """() => [...document.querySelectorAll('.c-inc, .c-city, .c-gauge')]
             .filter(e => !e.querySelector('[data-ts]') && !e.closest('[data-ts]'))
             .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert lacking == []


def test_criterion_10_offline_nothing_missed(cop, desk):
    """Not five minutes: what counts is how much happens meanwhile, not how long it takes."""
    officer = desk(OFFICER)
    card = reported(officer, "offline")
    page = cop()
    page.wait_for_selector(f"#inc-{card['id']}", timeout=PATIENT)
    page.evaluate(
        """() => { window.heard = []; window.stays = true
             window.jc.live.addEventListener('caughtup', ({detail}) =>
               window.caught = detail.count)
             window.jc.live.addEventListener('entry', ({detail}) =>
               window.heard.push([detail.room, detail.seq])) }"""
    )

    page.context.set_offline(True)
    page.wait_for_selector("jc-sync:not([data-state=live])", timeout=PATIENT)
    for number in range(200):
        status, answer = officer.post(
            f"/api/incidents/{card['id']}/figures/",
            {"key": "moved", "value": str(number), "unit": "person", "source": "镇"},
            key=uuid4(),
        )
        assert status == 201, answer
    # Away for so long that the line is given up, not only late.
    page.wait_for_function("() => window.jc.live.status.attempt > 0", timeout=60_000)
    page.context.set_offline(False)
    page.wait_for_selector(LIVE, timeout=60_000)

    room = card["room"]
    page.wait_for_function(
        "room => window.heard.filter(([r]) => r === room).length >= 200",
        arg=room,
        timeout=PATIENT,
    )
    page.wait_for_function("() => window.stays && window.caught >= 200", timeout=PATIENT)
    heard = [seq for r, seq in page.evaluate("() => window.heard") if r == room]
    assert heard == list(range(heard[0], heard[0] + 200))
    status, fresh = officer.get(f"/api/incidents/{card['id']}/")
    assert status == 200
    assert state_of(page)[f"incident.{card['id']}"]["figures"] == fresh["figures"]


def test_a_server_restart_is_survived(cop, desk, live):
    page = cop()
    live.stop("web")
    page.wait_for_selector("jc-sync:not([data-state=live])", timeout=PATIENT)
    live.start_web()
    page.wait_for_selector(LIVE, timeout=60_000)
    card = reported(desk(OFFICER), "after the restart")
    page.wait_for_selector(f"#inc-{card['id']}", timeout=PATIENT)


def test_nothing_comes_from_the_internet(seat, live):
    page = seat(REGION)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto("/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    strangers = [u for u in asked if not re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", u)]
    assert strangers == []
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("path", ["/", "/design/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_makes_no_noise_and_does_not_overflow(seat, path, language):
    page = seat(REGION, language=language, path="about:blank")
    noise = []
    page.on(
        "console", lambda m: noise.append(m.text) if m.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(path)
    page.wait_for_timeout(1500)
    assert noise == []
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert page.evaluate("document.documentElement.lang") == (
        "en" if language == "en" else "zh-Hans"
    )


def test_the_list_goes_by_keyboard_and_not_while_composing(cop, desk):
    first = reported(desk(OFFICER), "keyboard one")
    second = reported(desk(OFFICER), "keyboard two")
    page = cop()
    page.wait_for_selector(f"#inc-{second['id']}", timeout=PATIENT)
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator(".c-inc[aria-selected=true]")
    assert chosen.count() == 1
    before = chosen.get_attribute("id")
    page.evaluate(
        """() => document.dispatchEvent(new KeyboardEvent(
             'keydown', {key: 'j', keyCode: 229, isComposing: true, bubbles: true}))"""
    )
    assert page.locator(".c-inc[aria-selected=true]").get_attribute("id") == before
    assert first["id"] != second["id"]


def test_one_city_by_its_number(cop):
    page = cop()
    page.keyboard.press("2")
    page.wait_for_function("() => location.search.includes('city=150200')")
    page.keyboard.press("0")
    page.wait_for_function("() => !location.search.includes('city=')")


@pytest.mark.parametrize("path", ["/", "/design/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_serious_and_nothing_told_by_colour_alone(seat, path, language):
    page = seat(REGION, language=language, path=path)
    page.wait_for_timeout(1000)
    source = AXE.read_text()
    page.evaluate(source)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (v["id"], [n["target"] for n in v["nodes"]][:4])
        for v in found["violations"]
        if v["impact"] in {"serious", "critical"} or "cat.color" in v["tags"]
    ]
    assert serious == []
