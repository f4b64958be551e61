"""A long print shows that it is under way, and the page beside it stays usable."""

import io
import json
import time
from datetime import UTC, datetime
from uuid import uuid4

import docx

AUTHOR = "150600.duty1"
PATIENT = 120_000  # milliseconds; the machine may be slow
LINE = "黄河干流达拉特旗昭君镇段发生卡冰结坝、壅水水位快速上涨。已转移群众一千一百八十六人。\n"

HELD = 1.5  # seconds that a print is kept back: on a quick machine it needs no notice
# Notices are written down by the page: a driver waits while a paper is on its way to it.
WATCH = """() => {
  window.notices = []
  const mine = (node) => node.matches?.('.c-toast--wait')
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of [...addedNodes].filter(mine)) notices.push(node.textContent)
  }).observe(document.getElementById('toasts'), { childList: true })
}"""


def incident(seat):
    """Report an incident; return its id."""
    told = {
        "event_type": "11A05", "region": "150621", "title": f"打印 {uuid4().hex[:6]}",
        "grade": 3, "occurred_at": datetime.now(UTC).isoformat(), "source": "119",
    }  # fmt: skip
    status, card = seat.post("/api/incidents/", told, key=uuid4())
    assert status == 201, card
    return card["id"]


def long_report(seat):
    """Draft a report with as much in it as its fields take; return its id."""
    path = f"/api/incidents/{incident(seat)}/reports/"
    status, report = seat.post(path, {"kind": "initial"}, key=uuid4())
    assert status == 201, report
    _status, whole = seat.get(f"/api/reports/{report['id']}/")
    long = [one for one in whole["content"] if one["form"] in {"long", "checked"}]
    changes = {
        "changes": {one["code"]: LINE * 130 for one in long},
        "base": {one["code"]: one["version"] for one in long},
    }
    path, body = f"/api/reports/{report['id']}/", json.dumps(changes).encode()
    assert seat._send("PATCH", path, body)[0] == 200
    return report["id"]


def test_a_long_print_counts_its_seconds_and_the_page_goes_on(seat, desk):
    report = long_report(desk(AUTHOR))
    page = seat(AUTHOR, language="en", path=f"/r/{report}/", viewport=(1366, 768))
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    watched(page, "report.docx")
    with page.expect_download(timeout=PATIENT) as coming:
        page.click("a[href$='report.docx']", no_wait_after=True)
        field = page.locator("#rf-cause")
        field.locator("[data-field]").fill("written while it prints")
        field.locator("[data-field]").blur()
        field.locator("[data-saved][data-tone=good]").wait_for(timeout=PATIENT)
    assert coming.value.suggested_filename.endswith(".docx")
    document = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    assert LINE.strip() in "\n".join(one.text for one in document.paragraphs)
    assert told_and_over(page).endswith("Close")


def test_the_paper_of_a_form_opens_beside_the_closing_page_and_not_over_it(seat, desk):
    key = incident(desk(AUTHOR))
    page = seat(AUTHOR, language="en", path=f"/i/{key}/file/", viewport=(1366, 768))
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    watched(page, ".pdf")
    page.locator("#p-authority").select_option("150600")
    with page.expect_popup(timeout=PATIENT):
        page.click(".c-file-period button[type=submit]", no_wait_after=True)
    assert page.locator("#p-authority").input_value() == "150600"
    assert told_and_over(page).endswith("Close")


def watched(page, paper):
    """Let the page write down its notices, and the paper take long enough for one."""

    def hold(route):
        time.sleep(HELD)
        route.continue_()

    page.evaluate(WATCH)
    page.context.route(lambda url: paper in url, hold)


def told_and_over(page):
    """Wait until the page has said that a paper is being set, and no more; return what."""
    page.wait_for_function("() => notices.length === 1", timeout=PATIENT)
    page.wait_for_selector(".c-toast--wait", state="detached", timeout=PATIENT)
    assert "jc_paper" not in {one["name"] for one in page.context.cookies()}
    [told] = page.evaluate("() => notices.splice(0)")
    assert "The paper is being set" in told
    return told.strip()
