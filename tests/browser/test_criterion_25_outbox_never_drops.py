"""Criterion 25 of the screens' specification: the outbox never drops, doubles or reorders."""

from tests.browser.test_cop import reported
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

OFFICER, LEADER = "150600.duty1", "150600.team1"
PHONE = (390, 844)
DAYS_3 = 3 * 24 * 3600 * 1000
OPERATIONS = "^POST /m0/operations/"
DELIVERED = """
SELECT payload->>'text', sequence FROM field_fieldoperation
WHERE device = (SELECT device FROM field_fieldoperation WHERE payload->>'text' = %s)
ORDER BY received_at, sequence
"""
SAID = "SELECT count(*), count(DISTINCT text) FROM messaging_message WHERE text LIKE %s"


def test_criterion_25_two_hundred_items_through_everything_arrive_once_and_in_order(
    live, seat, session, desk
):
    incident = reported(desk(OFFICER), "outbox")["id"]
    with through(live.port, seed=25) as link:
        first = seat(LEADER, "en", "/m0/", PHONE, address=link.address)
        one = Handset(first).installed()
        second = first.context.new_page()
        second.goto("/m0/outbox/")
        two = Handset(second)

        # Three days without a network, in two tabs.
        link.blackout()
        one.save(100, "box a", incident, ago_ms=DAYS_3)
        two.save(100, "box b", incident)
        assert one.states() == two.states() == {"waiting": 200}

        # The network is back, but the session is over: all is kept, and it is said.
        known = [c for c in first.context.cookies() if c["name"] == "sessionid"]
        first.context.clear_cookies(name="sessionid")
        link.restore()
        one.nudge()
        second.locator("[data-out]").get_by_role("link", name="Sign in to send").wait_for(
            timeout=PATIENT
        )
        assert one.states() == {"waiting": 200}

        # A new release comes meanwhile; the tabs stay as they are.
        live.environment["JC_RELEASE"] = "next"
        live.stop("web")
        live.start_web()
        two.page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
        second.locator("[data-begin]").wait_for(timeout=PATIENT)
        assert one.states() == {"waiting": 200}

        # Signed in again, on a link on which fifty batches fail, some of them after the fact.
        first.context.add_cookies(known)
        failed = 0
        while failed < 50:
            after = failed % 10 == 0
            link.set(lose_requests=1.0 - after, lose_answers=float(after), where=OPERATIONS)
            (one, two)[failed % 2].nudge()
            wait_until(lambda seen=failed: lost(link) > seen, "a batch that fails")
            failed = lost(link)
        left = one.states()
        assert sum(left.values()) == 200
        assert "delivered" not in left

        # The new release begins; the phone goes on where it was.
        second.locator("[data-begin]").click()
        second.wait_for_url("**/m0/outbox/")
        link.clear()
        one.nudge()
        wait_until(lambda: one.states() == {"delivered": 200}, "the outbox to empty")

    arrived = asked(live, DELIVERED, "box a 1")
    assert [sequence for _text, sequence in arrived] == list(range(1, 201))
    assert [t for t, _ in arrived if "a" in t[:5]] == [f"box a {n}" for n in range(1, 101)]
    assert asked(live, SAID, "box _ %") == [(200, 200)]
    # Nothing is left to be done by hand; the list says what the radio can ask for.
    second.locator("[data-item][data-state=delivered]").first.wait_for(timeout=PATIENT)
    assert second.locator("[data-receipt]:visible").count() == 200


def lost(link):
    return sum(one.fate != "passed" for one in link.requests)
