"""Dispatch in real Chromium, by keyboard alone: criteria 13, 16, 17 at the desk of forces."""

import re
from uuid import uuid4

import pytest

from tests.browser.test_cop import AXE, reported

ORDOS, BAOTOU, OFFICER = "150600.commander", "150200.commander", "150600.duty1"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow
PAGES = ["", "inbox/", "register/", "loans/", "roads/", "coverage/", "import/", "tracks/"]
WIDE, NARROW = {"width": 1920, "height": 1080}, {"width": 390, "height": 844}
FOUND = "() => axe.run(document, {resultTypes: ['violations']})"


def choose(page, name, value):
    """Choose in a filter by keyboard alone: to it by Tab, through it by arrows, then Enter."""
    select = page.locator(f"[data-filters] select[name={name}]")
    for _ in range(60):
        if select.evaluate("(s) => s === document.activeElement"):
            break
        page.keyboard.press("Tab")
    for _ in range(60):
        if select.input_value() == value:
            break
        page.keyboard.press("ArrowDown")
    assert select.input_value() == value
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{name}={value}"), timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)


def send_the_first(page):
    """Mark the first force that may go, and send it; return its name."""
    for _ in range(20):
        page.keyboard.press("j")
        at = page.locator("[data-row][data-at]")
        if at.locator("input[name=u]").count():
            break
    name = at.get_attribute("data-name")
    page.keyboard.press("x")
    page.wait_for_selector("[data-bar][data-some]")
    page.keyboard.press("d")
    page.wait_for_url("**/f/send/**", timeout=PATIENT)
    assert name in page.locator("main").inner_text()
    assert page.locator("[data-send-form] [data-back]").evaluate(
        "(back) => back === document.activeElement"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/f/?incident=**", timeout=PATIENT)
    return name


def test_criterion_17_a_unit_is_dispatched_by_keyboard_and_the_room_shows_it(seat, desk):
    card = reported(desk(OFFICER), "by keyboard alone")
    room = seat(OFFICER, path=f"/i/{card['id']}/forces/")
    page = seat(ORDOS, path="/f/")
    for each in (room, page):
        each.wait_for_selector(LIVE, timeout=PATIENT)
    room.evaluate("() => { window.never = 'reloaded' }")

    choose(page, "incident", card["id"])
    choose(page, "city", "150600")
    name = send_the_first(page)

    sent = room.locator("[data-status=committed]", has_text=name)
    sent.wait_for(timeout=PATIENT)
    assert room.evaluate("window.never") == "reloaded"


def test_criterion_13_baotou_answers_from_its_inbox_with_the_cost_in_view(seat, desk):
    card = reported(desk(OFFICER), "asked of Baotou")
    status, need = desk(ORDOS).post(
        "/api/needs/",
        {"incident_id": card["id"], "what": "MED", "quantity": 1, "unit": "team"},
        key=uuid4(),
    )
    assert status == 201, need
    asked = f"/f/?incident={card['id']}&need={need['id']}&city=150200"
    here, there = seat(ORDOS, path=asked), seat(BAOTOU, path="/f/inbox/")
    for page in (here, there):
        page.wait_for_selector(LIVE, timeout=PATIENT)
    send_the_first(here)
    here.goto(f"/i/{card['id']}/forces/")
    here.wait_for_selector(LIVE, timeout=PATIENT)
    sums = here.locator("[id^=asked-] em.num")
    assert sums.inner_text().split()[:5] == ["0", "/", "0", "/", "1"]
    here.evaluate("() => { window.never = 'reloaded' }")

    # It has come up in Baotou by itself. Two keys open it.
    there.locator("[id^=in-] [data-line]", has_text="asked of Baotou").wait_for(timeout=PATIENT)
    for _ in range(20):
        there.keyboard.press("j")
        if "asked of Baotou" in there.evaluate("document.activeElement.innerText"):
            break
    there.keyboard.press("Enter")
    there.wait_for_url(re.compile("/f/inbox/[0-9a-f-]{36}/"), timeout=PATIENT)
    there.wait_for_selector(LIVE, timeout=PATIENT)

    # One key opens the question: what remains, and the floor the city keeps.
    there.keyboard.press("a")
    question = there.locator("dialog#confirm[open]")
    question.wait_for(timeout=PATIENT)
    now, after = question.locator(".c-dlg__facts li").all_inner_texts()[:2]
    (free, total), (left, total_after) = (
        map(int, re.search(r"(\d+)/(\d+)", said).groups()) for said in (now, after)
    )
    assert (left, total_after) == (free - 1, total)
    assert "包头" in now
    assert re.search(r"底线\s*\d", after), after
    assert question.evaluate("(d) => d.ownerDocument.activeElement.dataset.close") == ""
    there.keyboard.press("Tab")
    there.keyboard.press("Enter")

    # Ordos sees the sums change where it stands.
    here.wait_for_function(
        "() => document.querySelector('[id^=asked-] em.num').innerText.startsWith('0 / 1 / 1')",
        timeout=PATIENT,
    )
    assert here.evaluate("window.never") == "reloaded"


def test_what_changes_elsewhere_reaches_the_board_the_register_and_the_phone(seat, desk):
    """Ux 4.4: live without a reload; at 390 a list, filters in a sheet, call and message."""
    officer = desk(ORDOS)
    card = reported(desk(OFFICER), "vehicles leave")
    assets = officer.get("/api/assets/?region=150600&status=standby")[1]["items"]
    asset = next(one for one in assets if not one["exercise"])
    shelter = officer.get("/api/facilities/?kind=shelter&region=150600")[1]["items"][0]
    board = seat(ORDOS, path=f"/f/?of=assets&q={asset['name']}")
    place = seat(ORDOS, path=f"/f/register/facility/{shelter['id']}/")
    for page in (board, place):
        page.wait_for_selector(LIVE, timeout=PATIENT)
        page.evaluate("() => { window.never = 'reloaded' }")
    row = board.locator(f"[id='row-asset.{asset['id']}']")
    assert row.get_attribute("data-s") == "standby"

    commit, given = f"/api/assets/{asset['id']}/commit/", {"incident_id": card["id"]}
    assert officer.post(commit, given, key=uuid4())[0] == 201
    count = {"occupied": 17}
    assert (
        officer.post(f"/api/facilities/{shelter['id']}/people/", count, key=uuid4())[0] == 200
    )

    board.locator(f"[id='row-asset.{asset['id']}'][data-s=ordered]").wait_for(timeout=PATIENT)
    place.wait_for_function(
        "() => document.querySelector('[data-panel=thing]').innerText.includes('17')",
        timeout=PATIENT,
    )
    assert [p.evaluate("window.never") for p in (board, place)] == ["reloaded"] * 2

    phone = seat(ORDOS, path="/f/?city=150600")
    phone.set_viewport_size(NARROW)
    phone.wait_for_selector(LIVE, timeout=PATIENT)
    assert not phone.locator("jc-map").is_visible()
    city = phone.locator("[data-filters] select[name=city]")
    assert not city.is_visible()
    phone.locator(".c-fd-sheet summary").click()
    assert city.is_visible()
    reach = phone.locator("tr[data-row]", has=phone.locator("a[href^='tel:']")).first
    boxes = [link.bounding_box() for link in reach.locator("[data-cell=reach] a").all()]
    assert len(boxes) == 2
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_forces_are_sound_to_axe_and_fit_a_phone(seat, language):
    page = seat(ORDOS, language=language, path="/f/")
    source, wrong = AXE.read_text(), []
    for path in PAGES:
        page.set_viewport_size(WIDE)
        page.goto(f"/f/{path}")
        page.wait_for_selector(LIVE, timeout=PATIENT)
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
