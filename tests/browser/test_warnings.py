"""Warnings in real Chromium: an area is drawn, cities acknowledge, and it fits a phone."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

CHIEF, NEIGHBOUR = "150600.commander", "150200.duty1"
PATIENT = 30_000  # milliseconds; the machine may be slow
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def corner(page, x, y):
    box = page.locator("[data-area-map]").bounding_box()
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def drawn(page):
    """Draw a triangle with the mouse and end it with the button."""
    page.wait_for_selector("[data-area-map][data-ready]", timeout=PATIENT)
    page.click("[data-area-act=draw]")
    for x, y in ((0.4, 0.4), (0.6, 0.4), (0.5, 0.6)):
        page.mouse.move(*corner(page, x, y))
        page.mouse.click(*corner(page, x, y))
    page.click("[data-area-act=finish]")


@pytest.fixture
def form(seat):
    page = seat(CHIEF, language="en", path="/w/new/")
    page.wait_for_selector("form.c-wform", timeout=PATIENT)
    return page


def test_an_area_is_drawn_and_a_neighbour_acknowledges(form, seat, desk):
    drawn(form)
    (ring,) = form.input_value("textarea[name=polygon]").splitlines()
    corners = ring.split()
    assert len(corners) == 4
    assert corners[0] == corners[-1]
    assert form.locator("[data-area-map] path.m-warned").count() == 1
    drawn(form)
    assert form.locator("[data-area-map] path.m-warned").count() == 2
    form.click("[data-area-act=undo]")
    assert form.input_value("textarea[name=polygon]").splitlines() == [ring]

    form.select_option("select[name=unit]", index=1)
    form.select_option("select[name=event_type]", "11A05")
    form.check("input[name=level][value='2']")
    form.fill("textarea[name=matters]", "ice dam")
    form.fill("textarea[name=advice]", "leave the bank")
    place = form.locator("input[name=regions][value='150621']")
    place.evaluate("(input) => input.closest('details').setAttribute('open', '')")
    place.check()
    form.check("input[name=inform][value='150200']")
    form.click("form.c-wform button[type=submit]")
    form.click("button[value=do]")
    form.wait_for_selector("[data-area]:not([data-empty]) path.m-warned", timeout=PATIENT)

    guest = seat(NEIGHBOUR, language="en", path=urlsplit(form.url).path)
    guest.wait_for_selector("[data-area]:not([data-empty])", timeout=PATIENT)
    guest.click("[data-ask=acknowledge]")
    guest.click("dialog[open] form[action*=acknowledge] button[type=submit]")
    form.wait_for_selector(".c-receipts [data-taken]", timeout=PATIENT)
    stands_on_the_map(seat, desk, urlsplit(form.url).path.split("/")[2])


def stands_on_the_map(seat, desk, warning):
    """See the area on the command screen, put it off and on by keys, and see it lifted."""
    screen = seat(NEIGHBOUR, language="en")
    screen.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    mine = f"[data-panel=warned] [data-warned='{warning}']"
    screen.wait_for_selector(mine, state="attached", timeout=PATIENT)
    assert "until" in screen.locator(mine).inner_text()
    screen.wait_for_selector("path.m-warned-area--2", timeout=PATIENT)
    assert "Orange" in " ".join(screen.locator(".m-warned-flag b").all_inner_texts())
    screen.keyboard.press(";")
    screen.keyboard.press("w")
    assert "hide=warnings" in screen.url
    assert not screen.locator(".m-warned-flag b").first.is_visible()
    screen.reload()
    screen.wait_for_selector(".m-warned-flag", state="attached", timeout=PATIENT)
    assert not screen.locator(".m-warned-flag b").first.is_visible()
    screen.keyboard.press(";")
    screen.keyboard.press("w")
    assert "hide" not in screen.url
    assert screen.locator(".m-warned-flag b").first.is_visible()
    screen.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    lifted = {"issued_at": datetime.now(UTC).isoformat(), "reason": "the dam has gone"}
    status, answer = desk(CHIEF).post(f"/api/warnings/{warning}/cancel/", lifted, key=uuid4())
    assert status in {200, 201}, answer
    screen.wait_for_selector(mine, state="detached", timeout=PATIENT)


@pytest.mark.parametrize("path", ["/w/", "/w/new/", "/r/", "/duty/"])
def test_it_fits_a_phone(seat, path):
    page = seat(CHIEF, language="en", path=path, viewport=(390, 844))
    page.wait_for_load_state()
    assert page.evaluate(FITS), path
