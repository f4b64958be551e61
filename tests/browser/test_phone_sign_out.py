"""A phone that goes from hand to hand: what was known leaves it, what was done does not."""

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, LEADER, OFFICER, PHONE, ordered
from tests.support.handset import PATIENT, STATES, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through
from tests.support.seat import session_of

OTHER = "150600.team2"
TEAM_OF = "SELECT organisation_id FROM core_person WHERE username = %s"
KNOWN = """async (path) => {
  const db = await (await import(path)).database()
  return [await db.getAllKeys('state'), (await db.get('meta', 'person'))?.name ?? null]
}"""
SAID = """
SELECT person.username FROM messaging_message AS message
JOIN core_person AS person ON person.id = message.sender_id WHERE message.text = 'hand over 1'
"""


def test_signing_out_forgets_what_was_told_and_keeps_what_was_done_for_its_own_person(
    live, seat, session, desk
):
    incident = reported(desk(OFFICER), "hand over")
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    ordered(desk(COMMANDER), incident, "Hand the phone over", assignee=team)
    with through(live.port, seed=5) as link:
        page = seat(LEADER, "en", "/m0/profile/", PHONE, address=link.address)
        # Signing out ends the session; the one that other tests share is not for that.
        as_person(page, session_of(live, LEADER), live)
        page.reload()
        phone = Handset(page).installed()
        outbox, store = phone.module("outbox"), phone.module("store")
        wait_until(lambda: page.evaluate(KNOWN, store)[1], "the state")
        link.set(lose_requests=1.0, where="^POST /m0/operations/")
        phone.save(1, "hand over", incident["id"])

        page.locator("[data-sign-out]").click()
        page.wait_for_url("**/sign-in/**", timeout=PATIENT)
        assert page.evaluate(KNOWN, store) == [[], None]
        assert page.evaluate(STATES, outbox) == {"waiting": 1}

        # The next one sees nothing of it but that it waits, and it never goes under their name.
        as_person(page, session(OTHER), live)
        link.clear()
        page.goto("/m0/outbox/")
        page.locator("[data-others]:visible").wait_for(timeout=PATIENT)
        phone = Handset(page)
        phone.save(1, "mine", incident["id"])
        wait_until(lambda: phone.states() == {"waiting": 1, "delivered": 1}, "one's own act")

        # Whoever did it is back; the login had expired in between, and nothing was lost.
        page.context.clear_cookies(name="sessionid")
        phone.nudge()
        page.locator("[data-out]:visible").wait_for(timeout=PATIENT)
        as_person(page, session_of(live, LEADER), live)
        page.reload()
        wait_until(lambda: phone.states() == {"delivered": 2}, "what had waited")
    assert asked(live, SAID) == [(LEADER,)]


def as_person(page, key, live):
    """Let the browser be signed in with a session."""
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live.address}])
