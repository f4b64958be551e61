"""A phone that goes from hand to hand: what was known leaves it, what was done does not."""

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, LEADER, OFFICER, PHONE, ordered
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through
from tests.support.seat import session_of

OTHER = "150600.team2"
TEAM_OF = "SELECT organisation_id FROM core_person WHERE username = %s"
# Read as any page of this origin can: the page to sign in on is not the application.
KEPT = """async () => {
  const wait = (asked) => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })
  const db = await wait(indexedDB.open('jc-field'))
  const all = (name, how) => wait(db.transaction(name).objectStore(name)[how]())
  const person = await wait(db.transaction('meta').objectStore('meta').get('person'))
  const items = await all('items', 'getAll')
  const states = items.map((item) => item.state)
  const found = [await all('state', 'getAllKeys'), person?.name ?? null, states]
  db.close()
  return found
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
        wait_until(lambda: page.evaluate(KEPT)[1], "the state")
        link.set(lose_requests=1.0, where="^POST /m0/operations/")
        phone.save(1, "hand over", incident["id"])

        page.locator("[data-sign-out]").click()
        page.wait_for_url("**/sign-in/**", timeout=PATIENT)
        state, person, items = page.evaluate(KEPT)
        assert (state, person) == ([], None)
        assert items in (["waiting"], ["sending"])

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
