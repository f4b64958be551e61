"""Criterion 9: every number has an age; cutting one city's link marks that city only."""

import signal
from datetime import datetime

import pytest

from tests.support.live import wait_until

REGION = "150000.commander"
PATIENT = 30_000  # milliseconds; the machine may be slow
BAOTOU = "150200"
LIVE = "jc-sync[data-state=live]"
STATES = """() => Object.fromEntries([...document.querySelectorAll('[data-city]')].map(
    (tile) => [tile.dataset.city, tile.querySelector('jc-age').dataset.state]))"""
# As if the page had stood for so many seconds more.
LATER = "(ms) => { const real = Date.now.bind(Date); Date.now = () => real() + ms }"


HEARD = "from command.core import links; print(*links.heard())"
FORGET = "from command.core.models import CityLink; CityLink.objects.all().delete()"


@pytest.fixture
def linked(live):
    """Let Baotou's system report; afterwards it never has."""
    live.environment["JC_CITY_LINK_SECRET"] = "drum"

    def link():
        live.spawn("link", "django", "city_link", BAOTOU, "--to", live.address)

    link()
    wait_until(lambda: BAOTOU in live.run(HEARD), "the link")
    yield link
    if "link" in live.processes:
        live.stop("link", signal.SIGKILL)
    live.run(FORGET)


def becomes(page, state):
    expected = {"150100": "fresh", BAOTOU: state, "150600": "fresh", "150900": "fresh"}
    wait_until(lambda: page.evaluate(STATES) == expected, f"only Baotou to be {state}")


def test_cutting_one_citys_link_marks_that_city_only(linked, live, seat):
    page = seat(REGION)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    becomes(page, "fresh")
    live.stop("link", signal.SIGKILL)

    # Twice seven seconds after its last word, whatever the others say.
    page.evaluate(LATER, 10_000)
    becomes(page, "late")
    page.evaluate(LATER, 30_000)
    becomes(page, "stale")

    linked()
    page.reload()
    page.wait_for_selector(LIVE, timeout=PATIENT)
    becomes(page, "fresh")


def test_every_live_number_bears_its_time(seat):
    page = seat(REGION)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    # The strip of a lost line is filled when it shows.
    shown = page.locator("jc-age:visible").evaluate_all(
        "(ages) => ages.map((a) => a.dataset.ts)"
    )
    assert shown
    assert all(datetime.fromisoformat(time) for time in shown)
    # Each panel of the screen that shows numbers shows an age.
    for panel in ("cities", "forces", "gauges"):
        assert page.locator(f"[data-panel={panel}] jc-age").count() >= 1, panel
