"""Orders seen by real eyes: one gives, one reads back, and four receipts are seen live."""

from datetime import UTC, datetime
from uuid import uuid4

COMMANDER, OFFICER = "150600.commander", "150600.duty1"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow


def reported(desk):
    """Report an incident at the desk of a duty officer; return its key."""
    body = {
        "event_type": "11A05", "region": "150621", "title": "orders live", "place": "昭君镇",
        "occurred_at": datetime.now(UTC).isoformat(), "grade": 3, "source": "119",
    }  # fmt: skip
    status, card = desk.post("/api/incidents/", body, key=uuid4())
    assert status == 201, card
    return card["id"]


def test_an_order_is_read_back_and_its_four_receipts_are_seen_live(seat, desk):
    incident = reported(desk(OFFICER))
    chief = seat(COMMANDER, path=f"/i/{incident}/messages/")
    chief.wait_for_selector(LIVE, timeout=PATIENT)
    chief.evaluate("() => { window.stays = true }")

    chief.locator("input[name=kind][value=order]").check()
    assert chief.locator("input[name=read_back]").is_checked()
    chief.locator("#find").press_sequentially("eedszbyj", delay=20)  # 鄂尔多斯·值班员甲
    option = chief.locator("#found [role=option]").first
    option.wait_for(timeout=PATIENT)
    assert "值班员甲" in option.inner_text()
    chief.locator("#find").press("Enter")
    chief.locator("#text").fill("右岸绳降撤出")
    chief.locator("#text").press("Control+Enter")
    chief.wait_for_selector(".msg-msg[data-kind=order]", timeout=PATIENT)
    chief.wait_for_selector(LIVE, timeout=PATIENT)
    chief.evaluate("() => { window.stays = true }")
    assert chief.locator(".msg-to [data-stage=queued]").count() == 1

    officer = seat(OFFICER, path="/c/?at=me")  # their client fetches it: delivered
    officer.wait_for_selector(".c-addressed b", timeout=PATIENT)
    chief.wait_for_selector(".msg-to [data-stage=delivered]", timeout=PATIENT)
    officer.locator(".msg-open").first.click()  # opened: read
    chief.wait_for_selector(".msg-to [data-stage=read]", timeout=PATIENT)
    officer.locator("#own-words").fill("右岸撤出 明白")
    officer.locator("form:has(#own-words) button.btn--p").click()
    chief.wait_for_selector(".msg-to [data-stage=read_back]", timeout=PATIENT)

    assert "右岸撤出 明白" in chief.locator(".msg-words").inner_text()
    assert chief.locator("#waiting-count").inner_text() == "0"
    assert chief.evaluate("() => window.stays")  # no reload
