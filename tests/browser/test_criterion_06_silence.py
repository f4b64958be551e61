"""Criterion 6, silence is not acknowledge: M is for one's own ears, A is for everybody.

Its two seconds are measured by ``tests/bench/calls.py``: no test asserts the time of a clock.
"""

from playwright.sync_api import expect

from tests.browser.sos import BAR, call, listening, phone, until

TOLD = "window.toasts.some((said) => said.includes('has taken over the call for help'))"


def test_silence_keeps_the_bar_and_an_answer_clears_it_for_all(seat):
    first, second = listening(seat, "150600.duty1"), listening(seat, "150600.duty2", "/duty/")
    # One's own hands are busy elsewhere; the first call stays in front of the second.
    one, other = phone(seat, "150600.team1"), phone(seat, "150600.team2")
    call(one)
    expect(first.locator(BAR)).to_be_visible()
    call(other)
    expect(first.locator(BAR)).to_have_attribute("data-more", "1")
    expect(second.locator(BAR)).to_have_attribute("data-more", "1")
    shown = first.locator(BAR).get_attribute("data-id")

    first.keyboard.press("m")
    first.evaluate("window.beeps = []")
    before = second.evaluate("window.beeps.length")
    until(second, f"window.beeps.length >= {before} + 4")
    assert first.evaluate("window.beeps") == []
    expect(first.locator(BAR)).to_be_visible()

    second.keyboard.press("a")
    for page in (first, second):
        # Only the call that was shown is answered; the other one rings on, here too.
        expect(page.locator(BAR)).not_to_have_attribute("data-id", shown)
        expect(page.locator(BAR)).to_have_attribute("data-more", "0")
        until(page, TOLD)
    until(first, "window.beeps.length >= 2")
    first.wait_for_timeout(1100)
    first.keyboard.press("a")
    expect(second.locator("[data-taken-bar]")).to_be_visible()
    expect(second.locator(BAR)).to_have_count(0)
