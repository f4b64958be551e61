"""Criterion 17 at the desk of forces: every act of board and inbox has a key path."""

import re
from uuid import uuid4

from tests.browser.test_cop import reported
from tests.browser.test_dispatch import BAOTOU, LIVE, OFFICER, ORDOS, PATIENT

HERE = "document.activeElement"
TABS = 200  # at most so many steps from anywhere to anything
PAGES = {
    "2": "/f/inbox/", "3": "/f/register/", "4": "/f/import/", "5": "/f/loans/",
    "6": "/f/coverage/", "7": "/f/roads/", "8": "/f/tracks/", "1": "/f/",
}  # fmt: skip


def at(page, path):
    """Wait until a page is there and its keys are."""
    page.wait_for_url(re.compile(path), timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)


def tab_to(page, selector):
    """Go to something by Tab alone."""
    wanted = page.locator(selector).first
    wanted.wait_for(timeout=PATIENT)
    for _ in range(TABS):
        if wanted.evaluate(f"(one) => one === {HERE}"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {selector}")


def walk_to_a_free_one(page):
    """Go down by J to a force that may be chosen; return the id of its row."""
    for _ in range(30):
        page.keyboard.press("j")
        row = page.evaluate(f"{HERE}.querySelector('[name=u]') ? {HERE}.id : ''")
        if row:
            return row
    raise AssertionError("no force is free")


def answered(page, reason):
    """Answer the question that is open: a reason, then its button."""
    page.locator("dialog#confirm[open]").wait_for(timeout=PATIENT)
    tab_to(page, "dialog#confirm textarea[name=reason]")
    page.keyboard.type(reason)
    tab_to(page, "dialog#confirm [type=submit]")
    page.keyboard.press("Enter")
    page.locator("dialog#confirm[open]").wait_for(state="detached", timeout=PATIENT)


def test_criterion_17_the_board_is_worked_by_keys_alone(seat, desk):
    card = reported(desk(OFFICER), "keys of the board")
    board = f"/f/?incident={card['id']}&city=150600"
    page = seat(ORDOS, path=board)
    page.wait_for_selector(LIVE, timeout=PATIENT)

    # The three views, the search, and out of it again.
    for key, view in (("b", "view=board"), ("m", "view=map"), ("t", r"\?(?!.*view=)")):
        page.keyboard.press(key)
        at(page, view)
    page.keyboard.press("/")
    page.keyboard.type("队")
    page.keyboard.press("Enter")
    at(page, "q=")
    page.keyboard.press("/")
    assert page.evaluate(f"{HERE}.name") == "q"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{HERE} === document.body")

    # A need is stated and the adviser asked; Esc leads back.
    page.goto(board)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("e")
    at(page, "/needs/new/")
    tab_to(page, "select[name=what]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=quantity]")
    page.keyboard.press("Enter")
    at(page, "need=")
    page.keyboard.press("r")
    at(page, "/f/advise/")
    page.keyboard.press("r")
    page.locator("[data-plan='3']").wait_for(timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("2")
    assert page.evaluate(f"{HERE}.dataset.plan") == "2"
    page.keyboard.press("Escape")
    at(page, "/forces/")

    # Choosing, letting go, sending, thinking better of it.
    page.goto(board)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    row = walk_to_a_free_one(page)
    mark = page.locator(f"[id='{row}'][data-chosen]")
    for key, chosen in (("x", 1), (" ", 0), ("x", 1), ("Escape", 0), ("x", 1)):
        page.keyboard.press(key)
        assert mark.count() == chosen, key
    page.keyboard.press("Enter")
    at(page, "/f/send/")
    page.keyboard.press("Escape")
    at(page, r"/f/\?")
    page.locator("[data-bar][data-some]").wait_for(timeout=PATIENT)

    # The list is drawn anew by what somebody else does: who is on a row stays on it.
    page.keyboard.press("j")
    page.keyboard.press("k")
    row = page.evaluate(f"{HERE}.id")
    assert row
    page.evaluate(
        "document.addEventListener('jc:drawn', (e) => { window[e.detail] = 'drawn' })"
    )
    free = desk(ORDOS).get("/api/assets/?region=150600&status=standby")[1]["items"]
    asset = next(one for one in free if not one["exercise"])
    commit = f"/api/assets/{asset['id']}/commit/"
    assert desk(ORDOS).post(commit, {"incident_id": card["id"]}, key=uuid4())[0] == 201
    page.wait_for_function("() => window.rows === 'drawn'", timeout=PATIENT)
    assert page.evaluate(f"{HERE}.id") == row

    # The other pages of forces, by their numbers.
    for key, path in PAGES.items():
        page.keyboard.press(key)
        at(page, f"{path}($|\\?)")


def test_criterion_17_the_inbox_and_the_room_are_worked_by_keys_alone(seat, desk):
    title = f"keys of the inbox {uuid4().hex[:6]}"
    card = reported(desk(OFFICER), title)
    asked = {
        "incident_id": card["id"], "what": "MED", "quantity": 2, "unit": "支",
        "asked": ["150200"], "place": "昭君镇",
    }  # fmt: skip
    status, request = desk(ORDOS).post("/api/requests/", asked, key=uuid4())
    assert status == 201, request
    page = seat(BAOTOU, path="/f/inbox/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.locator("[id^=in-] [data-line]", has_text=title).wait_for(timeout=PATIENT)
    for _ in range(40):
        page.keyboard.press("j")
        if title in page.evaluate(f"{HERE}.innerText"):
            break
    page.keyboard.press("Enter")
    at(page, "/f/inbox/[0-9a-f-]{36}/")

    # Decline is asked about and left; provisionally is answered; then in earnest.
    page.keyboard.press("n")
    page.locator("dialog#confirm[open]").wait_for(timeout=PATIENT)
    page.keyboard.press("Escape")
    page.locator("dialog#confirm[open]").wait_for(state="detached", timeout=PATIENT)
    line = page.locator("tr[data-own]")
    page.keyboard.press("p")
    answered(page, "18:00以后")
    line.locator("small", has_text="18:00以后").wait_for(timeout=PATIENT)
    page.locator("[data-hot=a]").wait_for(timeout=PATIENT)
    page.keyboard.press("a")
    answered(page, "可以支援")
    page.locator("[id^=fit-]").first.wait_for(timeout=PATIENT)

    # What goes is chosen and ordered, the rest of the promise taken back.
    page.keyboard.press("x")
    page.locator("[id^=fit-][data-chosen]").wait_for(timeout=PATIENT)
    page.keyboard.press("d")
    at(page, "/f/send/")
    tab_to(page, "[data-send-form] [type=submit]")
    page.keyboard.press("Enter")
    at(page, "/f/inbox/[0-9a-f-]{36}/")
    if page.locator("[data-ask=withdraw]").count():
        tab_to(page, "[data-ask=withdraw]")
        page.keyboard.press("Enter")
        answered(page, "自用")

    # In the room: it has left, and help is offered that nobody asked for.
    page.goto(f"/i/{card['id']}/forces/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    tab_to(page, "[data-ask=departed]")
    page.keyboard.press("Enter")
    answered(page, "")
    page.locator("[data-status=departed]").wait_for(timeout=PATIENT)
    tab_to(page, "a[href$='/offers/new/']")
    page.keyboard.press("Enter")
    at(page, "/offers/new/")
    tab_to(page, "select[name=what]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=remark]")
    page.keyboard.type("今晚可到")
    page.keyboard.press("Enter")
    at(page, "/f/inbox/$")
    page.locator(".c-asked__offer [data-ask=withdraw]").first.wait_for(timeout=PATIENT)
