"""What the command post refused is corrected on the phone, and arrives then."""

from datetime import UTC, datetime
from uuid import uuid4

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, LEADER, OFFICER, PHONE, ordered
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

TEAM_OF = "SELECT organisation_id FROM core_person WHERE username = %s"
SAVE = """async ([path, kind, payload, more]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  return box.save(kind, payload, more)
}"""
TOO_LONG = "late " * 1000
ITEM = """async ([path, text]) => {
  const all = await (globalThis.$jc?.[path] ?? await import(path)).items()
  return all.findLast((one) => one.payload.text === text) ?? null
}"""
# A voice note beside it: whatever the server makes of it, it must not be lost on the way.
WITH_VOICE = """async ([path, payload]) => {
  const voice = new Blob(['a voice'], { type: 'audio/webm' })
  const files = [{ role: 'voice', blob: voice }]
  return (globalThis.$jc?.[path] ?? await import(path)).save('report', payload, { files })
}"""
FILES = """async (path) => {
  const db = await (globalThis.$jc?.[path] ?? await import(path)).database()
  const blobs = await db.getAllKeys('blobs')
  return (await db.getAll('files')).map(({ key, item, subject }) =>
    ({ key, item, subject, isThere: blobs.includes(key) }))
}"""
# The sender has chosen two acts of which the time to think is over; then the person has a say.
LATE = """async ([outbox, queue, payload]) => {
  const box = globalThis.$jc?.[outbox] ?? await import(outbox)
  const { next, mark } = globalThis.$jc?.[queue] ?? await import(queue)
  const say = (text) => box.save('message', { ...payload, text }, { hold: 60 })
  const gone = await say('corrected: never')
  const kept = await say('corrected: not yet')
  await box.flush()
  const clock = Date.now
  Date.now = () => clock() + 61000
  const chosen = await next(new Set(), 50)
  Date.now = clock
  await box.cancel(gone.id)
  await box.change(kept.id, { ...payload, text: 'corrected: now' })
  const sent = await mark(chosen, 'sending')
  await mark(chosen, 'waiting')
  return [chosen.length, sent.map((one) => one.payload.text)]
}"""
SAID = "SELECT text FROM messaging_message WHERE text LIKE 'corrected%%'"
REPORTED = (
    "SELECT id::text, text FROM scene_scenereport WHERE text LIKE 'heard%%' ORDER BY text"
)


def test_what_was_refused_is_corrected_and_delivered_once_also_when_its_id_is_taken(
    live, seat, desk
):
    incident = reported(desk(OFFICER), "corrections")
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    ordered(desk(COMMANDER), incident, "Say it better", assignee=team)
    with through(live.port, seed=4) as link:
        page = seat(LEADER, "en", "/m0/outbox/", PHONE, address=link.address)
        phone = Handset(page).installed()
        outbox, queue = phone.module("outbox"), phone.module("queue")

        # Refused for its words: nothing is left of it over there, and its id is as good as new.
        told = {"incident_id": incident["id"], "text": TOO_LONG}
        first = page.evaluate(SAVE, [outbox, "message", told, {}])
        wait_until(lambda: phone.states() == {"rejected": 1}, "the message to be refused")
        correct(page, first["id"], "corrected words")
        wait_until(lambda: phone.states() == {"delivered": 1}, "the correction to arrive")
        assert page.evaluate(ITEM, [outbox, "corrected words"])["id"] == first["id"]
        assert asked(live, SAID) == [("corrected words",)]

        # The server knows this act with other words: what was corrected goes as something new.
        link.blackout()
        told = {"incident_id": incident["id"], "text": "heard later"}
        second = page.evaluate(WITH_VOICE, [outbox, told])
        heard(desk(LEADER), second, "heard before")
        link.restore()
        phone.nudge()
        wait_until(lambda: "rejected" in phone.states(), "the report to be refused")
        page.locator(f"[data-item='{second['id']}'] [data-correct-link]").click()
        page.locator("body[data-shown=report]").wait_for(timeout=PATIENT)
        page.locator("[data-screen=report] [name=text]").fill("heard at last")
        page.locator("[data-screen=report] button[type=submit]").click()
        wait_until(lambda: phone.states() == {"delivered": 2}, "the report to arrive")

        # Taken back or changed at the last moment: what is sent is what stands then.
        link.blackout()
        words = {"incident_id": incident["id"]}
        assert page.evaluate(LATE, [outbox, queue, words]) == [2, ["corrected: now"]]
        link.restore()
        phone.nudge()
        wait_until(lambda: phone.states() == {"delivered": 3}, "what was meant to arrive")
        assert sorted(asked(live, SAID)) == [("corrected words",), ("corrected: now",)]

    third = page.evaluate(ITEM, [outbox, "heard at last"])
    assert third["id"] != second["id"]
    assert third["sequence"] == second["sequence"]
    assert asked(live, REPORTED) == [
        (third["id"], "heard at last"),
        (second["id"], "heard before"),
    ]
    (voice,) = page.evaluate(FILES, phone.module("store"))
    assert voice == {
        "key": f"{third['id']}/voice", "item": third["id"], "subject": third["id"],
        "isThere": True,
    }  # fmt: skip


def correct(page, item, words):
    """Correct the words of a refused act on the screen of the outbox."""
    page.locator(f"[data-item='{item}'] [data-correct]").click(timeout=PATIENT)
    page.locator("#correct-text").fill(words)
    page.locator("#sheet-correct [type=submit]").click()


def heard(leader, item, words):
    """Let the server have an act under the id of ``item``, with other words."""
    at = datetime.now(UTC).isoformat()
    act = {
        "id": item["id"], "sequence": item["sequence"], "kind": item["kind"],
        "created_at": at, "base_version": None, "needs": [],
        "payload": {**item["payload"], "text": words},
    }  # fmt: skip
    body = {"device": str(uuid4()), "version": "test", "sent_at": at, "operations": [act]}
    status, told = leader.post("/m0/operations/", body)
    assert (status, told["results"][0]["outcome"]) == (200, "applied"), told
