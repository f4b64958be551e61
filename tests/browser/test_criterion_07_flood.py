"""Criterion 7, an alarm flood stays readable; silence, A and the way to an incident in it."""

import re
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.sos import listening, until

OFFICER = "150600.duty1"
ALARMS, GRAVE, MOST = 500, 4, 10
GRAVE_TONE = 740  # Hz
PATIENT = 60_000  # milliseconds, for a machine under load
BAR = "[data-panel=alarm] jc-alarm"
NEW_ROWS = """() => {
  const inside = (row, box) => {
    const [a, b] = [row.getBoundingClientRect(), box.getBoundingClientRect()]
    return a.bottom > b.top + 1 && a.top < b.bottom - 1 && a.height > 0
  }
  const waits = document.querySelector('.c-waits')
  const rows = [...document.querySelectorAll('.c-wait')].filter((row) => inside(row, waits))
  const feed = document.querySelector('jc-feed [role=log]')
  const told = [...feed.querySelectorAll('li[data-kind=alarm]')]
  const lines = told.filter((row) => inside(row, feed))
  return [...rows, ...lines].map((row) => row.innerText)
}"""


def system(live, what):
    """Run a line of ``tests.support.flooding`` on the running system."""
    return live.run(f"from tests.support.flooding import *; {what}")


@pytest.fixture
def flood(live):
    """Prepare the gauges; leave nothing that rings behind."""
    system(live, "prepare()")
    yield
    system(live, "answer_all()")


def test_criterion_07_an_alarm_flood_stays_readable(seat, live, flood):
    page = listening(seat, OFFICER)
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    rain = Thread(target=system, args=(live, f"raise_all({ALARMS})"))
    rain.start()
    # The commander's hand is not held up meanwhile.
    while rain.is_alive():
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible(timeout=PATIENT)
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).not_to_be_visible(timeout=PATIENT)
    rain.join()
    expect(page.locator(BAR)).to_have_attribute("data-more", str(ALARMS - 1), timeout=PATIENT)
    expect(page.locator(".c-panel--alarms .c-panel__count")).to_have_text(
        str(ALARMS), timeout=PATIENT
    )

    # Few rows, the grave ones by themselves, nothing left out, and all of it in the log.
    rows = page.evaluate(NEW_ROWS)
    assert len(rows) <= MOST, rows
    expect(page.locator("[data-flood]")).to_be_visible()
    expect(page.locator(".c-wait[data-l='1']:not([data-group])")).to_have_count(GRAVE)
    folded = page.locator(".c-wait[data-l='3'] .c-wait__n").all_inner_texts()
    alone = page.locator(".c-wait[data-l='3']:not([data-group]):not([data-rest])").count()
    numbers = [int(re.sub(r"\D", "", text)) for text in folded]
    assert GRAVE + alone + sum(numbers) == ALARMS
    raised, told, grave = system(live, "count()").partition("counted=")[2].split()
    assert (int(raised), int(told), int(grave)) == (ALARMS, ALARMS, GRAVE)
    until(page, f"window.beeps.includes({GRAVE_TONE})")

    # Silence is not acknowledge, and a new grave alarm is heard in spite of it.
    page.keyboard.press("m")
    page.evaluate("window.beeps = []")
    system(live, "raise_grave()")
    until(page, f"window.beeps.includes({GRAVE_TONE})", patience=60)
    expect(page.locator(BAR)).to_have_attribute("data-more", str(ALARMS + 1), timeout=PATIENT)

    # A answers exactly the one that is shown.
    shown = page.locator(BAR).get_attribute("data-id")
    page.keyboard.press("a")
    expect(page.locator(BAR)).not_to_have_attribute("data-id", shown, timeout=PATIENT)
    expect(page.locator(BAR)).to_have_attribute("data-more", str(ALARMS), timeout=PATIENT)

    a_on_the_task_board(page)
    an_incident_in_one_step(page)


def a_on_the_task_board(page):
    """There A means assign: with the bar up one press does neither, and says so."""
    page.goto("/t/")
    expect(page.locator(BAR)).to_be_visible(timeout=PATIENT)
    page.wait_for_timeout(1200)  # a bar must have been seen before A works at all
    shown = page.locator(BAR).get_attribute("data-id")
    page.keyboard.press("a")
    expect(page.locator("#toasts")).to_contain_text("A belongs to the alarm")
    expect(page.locator(f"{BAR} [data-act=acknowledge]")).to_be_focused()
    expect(page.locator("dialog#assign[open]")).to_have_count(0)
    expect(page.locator(BAR)).to_have_attribute("data-id", shown)
    page.keyboard.press("a")
    expect(page.locator(BAR)).not_to_have_attribute("data-id", shown, timeout=PATIENT)


def an_incident_in_one_step(page):
    """Lead from the bar to the form with everything in it, and from there to the room."""
    alarm = page.locator(BAR).get_attribute("data-id")
    page.click(".c-alarm__deeds summary")
    page.click(f".c-alarm__deeds a[href$='of=alarm.{alarm}'][href*='/i/new/']")
    expect(page.locator("#new-kind")).to_have_value(re.compile("[Ff]lood"))
    expect(page.locator("#new-place")).to_have_value("Flood gauge 0")
    expect(page.locator("#new-title")).to_have_value(re.compile("^Flood gauge 0 Stage: 9.5 m"))
    page.click("[data-save]")
    page.wait_for_url(re.compile(r"/i/[0-9a-f-]{36}/$"), timeout=PATIENT)
