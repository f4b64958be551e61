"""Joint command in real Chromium: a notification is sent, seen and signed for by keyboard."""

from datetime import UTC, datetime
from uuid import uuid4

PATIENT = 30_000  # milliseconds; the machine may be slow
LIVE = "jc-sync[data-state=live]"


def test_a_notification_is_sent_seen_and_signed_for_by_keyboard(seat, desk):
    told = {
        "event_type": "11A05", "region": "150621", "title": "north bank", "place": "K287",
        "lat": 40.503, "lon": 109.795, "occurred_at": datetime.now(UTC).isoformat(),
        "grade": 2, "source": "119",
    }  # fmt: skip
    _status, incident = desk("150600.duty1").post("/api/incidents/", told, key=uuid4())
    sender = seat("150600.duty1", language="en", path=f"/i/{incident['id']}/joint/")
    neighbour = seat("150200.liaison", language="en", path="/l/")
    for page in (sender, neighbour):
        page.wait_for_selector(LIVE, timeout=PATIENT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    assert sender.locator(".c-remind").count() == 1

    sender.focus("text=Notify the neighbours")
    sender.keyboard.press("Enter")
    sender.wait_for_selector("textarea[name=text]")
    assert "north bank" in sender.input_value("textarea[name=text]")
    assert sender.locator("input[name=cities]:checked").count() == 4
    sender.focus("button:has-text('Send')")
    sender.keyboard.press("Enter")

    # It comes up at the neighbour's desk without a reload, and that it did is told back.
    neighbour.wait_for_selector("[data-see]:has-text('north bank')", timeout=PATIENT)
    sender.wait_for_selector(LIVE, timeout=PATIENT)
    sender.wait_for_selector("li[data-stage=seen]:has-text('Baotou')", timeout=PATIENT)
    neighbour.focus("[data-see]:has-text('north bank') button")
    neighbour.keyboard.press("Enter")
    sender.wait_for_selector("li[data-stage=acknowledged]:has-text('Baotou')", timeout=PATIENT)
    assert sender.locator(".c-remind").count() == 0
