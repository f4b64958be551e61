"""A long print shows that it is under way, and the page beside it stays usable."""

import io
import json
from datetime import UTC, datetime
from uuid import uuid4

import docx

AUTHOR = "150600.duty1"
PATIENT = 120_000  # milliseconds; the machine may be slow
LINE = "黄河干流达拉特旗昭君镇段发生卡冰结坝、壅水水位快速上涨。已转移群众一千一百八十六人。\n"


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
    presses = held(page, "report.docx")
    with page.expect_download(timeout=PATIENT) as coming:
        page.click("a[href$='report.docx']", no_wait_after=True)
        told(page)
        field = page.locator("#rf-cause")
        field.locator("[data-field]").fill("written while it prints")
        field.locator("[data-field]").blur()
        field.locator("[data-saved][data-tone=good]").wait_for(timeout=PATIENT)
        presses.pop().continue_()
    assert coming.value.suggested_filename.endswith(".docx")
    document = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    assert LINE.strip() in "\n".join(one.text for one in document.paragraphs)
    over(page)


def test_the_paper_of_a_form_opens_beside_the_closing_page_and_not_over_it(seat, desk):
    key = incident(desk(AUTHOR))
    page = seat(AUTHOR, language="en", path=f"/i/{key}/file/", viewport=(1366, 768))
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    presses = held(page, ".pdf")
    page.locator("#p-authority").select_option("150600")
    with page.expect_popup(timeout=PATIENT):
        page.click(".c-file-period button[type=submit]", no_wait_after=True)
    told(page)
    assert page.locator("#p-authority").input_value() == "150600"
    presses.pop().continue_()
    over(page)


def held(page, paper):
    """Hold back whatever asks for the paper: it may be here before any notice is due."""
    asked = []

    def hold(route):
        asked.append(route)

    page.context.route(lambda url: paper in url, hold)
    return asked


def told(page):
    """Wait until the page says that a paper is being set, and for how long it has been."""
    notice = page.locator(".c-toast--wait", has_text="The paper is being set")
    notice.locator("b", has_text="2 s").wait_for(timeout=PATIENT)
    assert notice.get_by_role("button", name="Close").is_visible()


def over(page):
    """Wait until the page says so no more, and waits for nothing."""
    page.wait_for_selector(".c-toast--wait", state="detached", timeout=PATIENT)
    assert "jc_paper" not in {one["name"] for one in page.context.cookies()}
