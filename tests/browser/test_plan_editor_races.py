"""The editor of plans when an answer is late: what is typed stays, what is older is dropped."""

from uuid import uuid4

import pytest

from tests.browser.test_plan_editor import DUTY, FILE, PATIENT, PLANNER, order, saved

SETTLED = "() => new Promise((done) => setTimeout(done, 400))"

# Every order that the list shows from now on, however soon it is mended.
WATCH = """() => {
  const shown = () => [...document.querySelectorAll('.pe-entries code')].map((c) => c.innerText)
  window.seen = new Set([shown().join()])
  const look = new MutationObserver(() => window.seen.add(shown().join()))
  const all = { childList: true, subtree: true, characterData: true }
  look.observe(document.querySelector('[data-work]'), all)
}"""


@pytest.fixture
def draft(desk):
    status, card = desk(PLANNER).post(
        "/api/plans/import/", {"text": FILE, "title": f"迟到 {uuid4().hex[:6]}"}, key=uuid4()
    )
    assert status == 201, card
    return f"/p/{card['id']}/edit/?part=steps&key="


@pytest.fixture
def editor(seat, draft):
    def opened(username, key):
        page = seat(username, language="en", path=draft + key)
        page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
        return page

    return opened


class Late:
    """Keeps the answers back to what the editor asks: to its saves, or to its drawings."""

    def __init__(self, page, method):
        self.page, self.method, self.held = page, method, []
        page.route("**/edit/?*", self._meet)

    def _meet(self, route):
        asked = route.request
        mine = asked.method == self.method and (
            asked.method == "POST" or "hx-request" in asked.headers
        )
        if self.method and mine:
            self.held.append((route, route.fetch()))
        else:
            route.continue_()

    def wait(self):
        """Wait until something is kept back."""
        for _ in range(PATIENT // 100):
            if self.held:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("nothing was asked")

    def keep_no_more(self):
        self.method = ""

    def let_go(self):
        """Let the answers come, each as it was when it was asked for."""
        self.keep_no_more()
        for route, answer in self.held:
            route.fulfill(response=answer)
        self.page.evaluate(SETTLED)


def test_what_is_typed_while_an_entry_gets_another_key_stays_and_is_kept(editor):
    page = editor(PLANNER, "T-01")
    late = Late(page, "POST")
    page.fill("#f-key", "T-09")
    page.press("#f-key", "Tab")
    late.wait()
    page.focus("#f-title")
    page.keyboard.press("End")
    page.keyboard.type("查险")
    late.let_go()
    saved(page)
    assert page.input_value("#f-title") == "巡堤查险"
    assert page.evaluate("document.activeElement.id") == "f-title"
    page.reload()
    assert (page.input_value("#f-key"), page.input_value("#f-title")) == ("T-09", "巡堤查险")


def test_an_answer_asked_for_before_a_move_does_not_put_the_old_order_back(editor):
    page = editor(PLANNER, "T-01")
    late = Late(page, "GET")
    page.fill("#f-place", "K287")
    page.press("#f-place", "Tab")
    late.wait()  # saved; the lists are asked for anew
    late.keep_no_more()
    moved = "() => document.querySelector('.pe-entries code').textContent === 'T-02'"
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_function(moved, timeout=PATIENT)
    page.evaluate(WATCH)
    late.let_go()
    assert page.evaluate("[...window.seen]") == ["T-02,T-01"]
    assert order(page) == ["T-02", "T-01"]
    assert page.input_value("#f-place") == "K287"


def test_an_act_that_is_refused_says_why_and_shows_what_there_is_now(editor):
    page, other = editor(PLANNER, "T-02"), editor(DUTY, "T-02")
    late = Late(page, "GET")
    other.click("#act-remove")
    other.wait_for_selector("#act-restore", timeout=PATIENT)
    other.fill("#f-title", "巡堤查险")
    other.press("#f-title", "Tab")
    saved(other)
    late.wait()  # the page has heard of it, and not seen it
    late.keep_no_more()
    assert order(page) == ["T-01", "T-02"]
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_selector("[data-saved][data-tone=bad]", timeout=PATIENT)
    page.wait_for_selector(".pe-entries >> text=巡堤查险", timeout=PATIENT)
    late.let_go()
    assert order(page) == ["T-01"]
    assert page.inner_text("[data-saved]")
    assert page.input_value("#f-title") == "巡堤查险"
