"""The editor of plans: by keyboard alone, with two at once, and closed to other cities."""

from uuid import uuid4

import pytest

PLANNER, DUTY, ELSEWHERE = "150600.planner", "150600.duty1", "150200.planner"
PATIENT = 30_000  # milliseconds; the machine may be slow
FILE = """format: joint-command/plan/1
city: '150600'
kind: special
title: 两人同改预案
document:
  roles:
  - key: R01
    name: 防汛办
    owner: flood_control
  steps:
  - key: T-01
    title: 巡堤
    role: R01
    due_minutes: 60
  - key: T-02
    title: 封路
    role: R01
    due_minutes: 30
"""


COMPOSING = """() => {
  const title = document.querySelector('#f-title')
  title.value += '甲'
  title.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }))
}"""


def tab_to(page, selector, *, back=False):
    """Go to an element as a hand on the keyboard does."""
    for _ in range(150):
        if page.evaluate("sign => document.activeElement?.matches(sign)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way to {selector} by Tab")


def saved(page):
    page.wait_for_function(
        "() => document.querySelector('[data-saved]').dataset.tone === 'good'"
        " && !document.querySelector('[data-dirty]')",
        timeout=PATIENT,
    )


def order(page):
    return page.locator(".pe-entries code").all_inner_texts()


def chosen(page, selector, beginning):
    """Choose in a list by typing how the name begins."""
    tab_to(page, selector)
    page.keyboard.type(beginning)
    page.keyboard.press("Tab")
    saved(page)


def step(page, title, role):
    """Write the step that has just been added; the focus is on its title."""
    page.wait_for_function("() => document.activeElement.id === 'f-title'", timeout=PATIENT)
    page.keyboard.type(title)
    if role:
        chosen(page, "#f-role", role)
    tab_to(page, "#f-due_minutes")
    page.keyboard.press("Control+a")
    page.keyboard.type("60")
    page.keyboard.press("Tab")
    saved(page)


def test_a_plan_of_three_steps_by_keyboard_alone(seat, desk):
    page = seat(PLANNER, language="en", path="/p/new/")
    tab_to(page, "#f-title")
    page.keyboard.type(f"键盘预案 {uuid4().hex[:6]}")
    tab_to(page, ".pe-send button")
    page.keyboard.press("Enter")
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    url = page.url

    tab_to(page, ".pe-parts a[href*='part=roles']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pe-empty, .c-empty", timeout=PATIENT)
    page.wait_for_selector(".pe-parts a[aria-current][href*='part=roles']", timeout=PATIENT)
    page.keyboard.press("+")
    page.wait_for_function("() => document.activeElement.id === 'f-name'", timeout=PATIENT)
    page.keyboard.type("HQ")
    chosen(page, "#f-owner", "Flood")

    tab_to(page, ".pe-parts a[href*='part=steps']", back=True)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pe-parts a[aria-current][href*='part=steps']", timeout=PATIENT)
    page.keyboard.press("+")
    step(page, "one", "R01")
    for title, role in (("two", "R01"), ("three", "")):
        tab_to(page, "#act-add", back=True)
        page.keyboard.press("Enter")
        step(page, title, role)
    assert order(page) == ["T-01", "T-02", "T-03"]

    # The order changes by a key; the focus stays.
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_function(
        "() => document.querySelectorAll('.pe-entries code')[1].textContent === 'T-03'",
        timeout=PATIENT,
    )
    assert order(page) == ["T-01", "T-03", "T-02"]

    # The compiler's word stands at its field, and goes when the field is mended.
    page.wait_for_selector("[data-box=role] .pe-finding[data-tone=bad]", timeout=PATIENT)
    chosen(page, "#f-role", "R01")
    page.wait_for_function(
        "() => !document.querySelector('[data-box=role] .pe-finding[data-tone=bad]')",
        timeout=PATIENT,
    )
    page.wait_for_selector(".pe-time [data-critical]", timeout=PATIENT)
    assert page.locator(".pe-table tbody tr").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    # A planner of another city knows nothing of the draft, on the page or over the API.
    other = seat(ELSEWHERE, language="en", path=url)
    assert "No such plan" in other.inner_text("main")
    plan = url.split("/p/")[1].split("/")[0]
    assert desk(ELSEWHERE).get(f"/api/plans/{plan}/yaml/")[0] == 404


@pytest.fixture
def both(desk):
    status, card = desk(PLANNER).post(
        "/api/plans/import/", {"text": FILE, "title": f"两人 {uuid4().hex[:6]}"}, key=uuid4()
    )
    assert status == 201, card
    return f"/p/{card['id']}/edit/?part=steps&key=T-01"


def test_criterion_19_two_editors_of_a_plan_lose_nothing(seat, both):
    first = seat(PLANNER, language="en", path=both)
    second = seat(DUTY, language="en", path=both, viewport=(390, 844))
    for page in (first, second):
        page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    assert second.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    # Who edits what is told, by name, at the field and in the list.
    first.focus("#f-title")
    second.wait_for_selector("[data-box=title] [data-editing]", timeout=PATIENT)
    mark = second.wait_for_selector("[data-entry='steps.T-01'] [data-who]", timeout=PATIENT)
    assert "is editing" in mark.inner_text()

    # Different fields: both are kept, and each sees the other's.
    first.fill("#f-title", "巡堤查险")
    second.fill("#f-place", "K287")
    for page in (first, second):
        saved(page)
    second.wait_for_function(
        "() => document.querySelector('#f-title').value === '巡堤查险'", timeout=PATIENT
    )
    first.wait_for_function(
        "() => document.querySelector('#f-place').value === 'K287'", timeout=PATIENT
    )

    # A list that is drawn anew takes nobody's focus away.
    second.focus("[data-entry='steps.T-02'] a")
    first.fill("#f-title", "巡堤查险丙")
    first.press("#f-title", "Tab")
    second.wait_for_selector("[data-entry='steps.T-01'] >> text=丙", timeout=PATIENT)
    here = "document.activeElement.closest('[data-entry]')?.dataset.entry"
    assert second.evaluate(here) == "steps.T-02"

    # The same field: a panel with both values; neither text disappears.
    # The second is still composing by an input method when the first saves.
    second.evaluate(COMPOSING)
    first.fill("#f-title", "巡堤查险乙")
    first.press("#f-title", "Tab")
    saved(first)
    second.focus("#f-title")
    second.keyboard.press("End")
    second.keyboard.type("!")
    panel = second.wait_for_selector(
        "[data-box=title] [data-clash]:not([hidden])", timeout=PATIENT
    )
    told = panel.inner_text()
    assert "巡堤查险乙" in told
    assert "甲" in told
    second.click("[data-choose=both]")
    saved(second)
    first.wait_for_function(
        "() => /甲/.test(document.querySelector('#f-title').value)"
        " && /乙/.test(document.querySelector('#f-title').value)",
        timeout=PATIENT,
    )
