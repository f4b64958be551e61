"""The phone hears of a new order by itself, also when the first answers about it were lost."""

from uuid import uuid4

from tests.browser.phone import LEADER, PATIENT, ordered_to

PHONE = (390, 844)
# The regular look every half minute is switched off: only the bell may bring the order.
NO_LOOKS = """(() => {
  const every = globalThis.setInterval
  globalThis.setInterval = (act, ms, ...more) => (ms === 30000 ? 0 : every(act, ms, ...more))
})()"""
LOST = 2  # answers


def test_an_order_is_shown_though_the_answers_about_it_were_lost(seat, live):
    page = seat(LEADER, path="/m0/tasks/", viewport=PHONE)
    page.context.add_init_script(NO_LOOKS)
    page.reload()
    page.wait_for_selector("html[data-feed=live]", timeout=PATIENT)
    page.locator("body[data-shown=tasks]").wait_for(timeout=PATIENT)
    lost = []

    def drop(route):
        if len(lost) == LOST:
            return route.continue_()
        lost.append(route.request.url)
        return route.abort()

    page.route("**/m0/state/**", drop)
    title = f"封堵三号涵洞 {uuid4().hex[:6]}"
    ordered_to(live, title)
    page.locator("[data-list] b", has_text=title).first.wait_for(timeout=PATIENT)
    assert len(lost) == LOST
