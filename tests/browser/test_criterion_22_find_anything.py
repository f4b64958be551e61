"""Criterion 22: Ctrl-K finds by characters, initials or number, and goes there by keyboard."""

import pytest

from tests.browser.test_cop import reported

OFFICER = "150600.duty1"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow


@pytest.fixture
def found(desk):
    return reported(desk(OFFICER), "独贵塔拉漫堤险情")


@pytest.mark.parametrize("typed", ["独贵塔拉", "dgtlmdxq", "duguitala", None])
def test_criterion_22_find_anything_and_go_there(seat, found, typed):
    page = seat(OFFICER)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("Control+k")
    page.keyboard.type(typed or found["number"])
    first = page.locator("#palette [role=option]").first
    first.filter(has_text="独贵塔拉漫堤险情").wait_for(timeout=PATIENT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/i/*-*-*-*-*/", timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    assert "独贵塔拉漫堤险情" in page.locator("h1").first.inner_text()
