"""What a proxy, a portal or a limit on the way says is no answer: nothing leaves the outbox."""

import re
from hashlib import sha256

import pytest
from playwright.sync_api import expect

from tests.browser.phone import PATIENT, ordered_to, ready, withdrawn
from tests.support.films import film
from tests.support.handset import Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through
from tests.support.uploading import picture

# In a city where no other test has work.
LEADER = "150900.team1"
PHONE = (390, 844)
SENDING = "/m0/operations/|/m0/images/|/media/uploads/"
PAGE = "<!doctype html><title>Hotel</title><h1>Welcome! Room number and name, please.</h1>"
ELSEWHERE = "http://192.0.2.1/portal"  # an address that is nobody's
LARGE = "a limit on the way"
STRANGERS = {
    "a gateway without a server": (502, {}),
    "a server that rests": (503, {"retry_after": "1"}),
    "a page to sign in on": (200, {}),
    "a way to a page elsewhere": (302, {"location": ELSEWHERE}),
    "a way elsewhere that keeps what is sent": (307, {"location": ELSEWHERE}),
    "a sign-in of its own": (401, {}),
    "a wall": (403, {}),
    "a place that is not there": (404, {}),
    "a form that it does not read": (400, {}),
    "a turn that is another's": (409, {}),
    LARGE: (413, {}),
}
SAVE = """async ([path, kind, payload, files]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const blob = ({ bytes, type }) => new Blob([new Uint8Array(bytes)], { type })
  const more = files.map(({ role, subject, ...file }) => ({ role, subject, blob: blob(file) }))
  return (await box.save(kind, payload, { files: more })).id
}"""
# What is on its way just now waits still, as in ``Handset.states``.
KEPT = """async () => {
  const stands = (state) => state === 'sending' ? 'waiting' : state
  const db = await globalThis.$jc['field/lib/store.js'].database()
  const { items } = globalThis.$jc['field/lib/outbox.js']
  const states = (await items()).map((one) => [one.kind, stands(one.state)])
  const files = (await db.getAll('files')).map((one) => [one.role, stands(one.state)])
  const [blobs, out] = [await db.count('blobs'), await db.get('meta', 'signed_out')]
  return { states, files, blobs, out }
}"""
LATER = """() => {
  const clock = Date.now
  Date.now = () => clock() + 61_000
}"""
AREA = """async ([path, task]) => {
  const area = globalThis.$jc?.[path] ?? await import(path)
  return JSON.stringify((await area.areaOf(task))?.place ?? null)
}"""
ASK_AREA = """async ([path, task]) => {
  const area = globalThis.$jc?.[path] ?? await import(path)
  const clock = Date.now
  Date.now = () => clock() + 3600e3
  try {
    return JSON.stringify((await area.keep(task))?.place ?? null)
  } finally {
    Date.now = clock
  }
}"""
CACHED = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const one of await cache.matchAll()) found.push((await one.text()).includes('Hotel'))
  }
  return [found.length > 0, found.includes(true)]
}"""
INSTALLED_ANEW = """async () => {
  const all = await navigator.serviceWorker.getRegistrations()
  await Promise.all(all.map((one) => one.unregister()))
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
  const how = { type: 'module', scope: '/m0/' }
  await navigator.serviceWorker.register('/m0/worker.js', how).catch(() => {})
}"""
SENT = """SELECT kind, count(*) FROM field_fieldoperation
WHERE id = ANY(%s::uuid[]) GROUP BY kind"""
VOICE = """SELECT media.sha256 FROM scene_scenereport AS report
JOIN core_mediafile AS media ON media.id = report.voice_id WHERE report.id = %s"""
IMAGE = """SELECT state.stage, media.sha256 FROM imagery_imagestate AS state
JOIN core_mediafile AS media ON media.id = state.original_id WHERE state.image_id = %s"""


@pytest.fixture
def phone(seat, live):
    """Return a phone with an order in its hands, its link, and the order."""
    task = ordered_to(live, "夜间巡堤", leader=LEADER)
    with through(live.port, seed=13) as link:
        page = seat(LEADER, "en", f"/m0/{task}/", PHONE, address=link.address)
        ready(page)
        Handset(page).installed()
        yield page, link, task
    withdrawn(live, task)


def pressed(page, link, where, stranger):
    """Let a stranger stand in the way, and the phone try until it has met them."""
    status, headers = STRANGERS[stranger]
    link.stand_in(where, status, PAGE, **headers)
    before = forged(link, SENDING)

    def met():
        if stranger == LARGE and forged(link, SENDING) > before:
            # What is too large is tried again after a minute.
            page.evaluate(LATER)
        Handset(page).nudge()
        return forged(link, SENDING) > before + 1

    # The second meeting begins when what came of the first is written.
    wait_until(met, f"{stranger} to be met twice")


def waited(page, true, what):
    """Let minutes pass on the phone, which rests a file that is too large, until it is so."""

    def after_a_minute():
        page.evaluate(LATER)
        Handset(page).nudge()
        return true()

    wait_until(after_a_minute, what)


def forged(link, where=""):
    met = (one for one in link.requests if one.fate == "forged")
    return sum(bool(re.match(where, one.path)) for one in met)


def kept(page):
    return page.evaluate(KEPT)


def test_nothing_is_taken_for_delivered_but_on_the_word_of_the_server(live, phone):
    page, link, task = phone
    outbox, area = Handset(page).module("outbox"), Handset(page).module("area")
    incident = asked(live, "SELECT incident_id FROM tasking_task WHERE id = %s", task)[0][0]
    about = {"incident_id": str(incident)}
    link.stand_in("^POST /m0/operations/", 502, PAGE)
    done = [
        page.evaluate(SAVE, [outbox, kind, payload, []])
        for kind, payload in (
            ("help", {"lat": None, "lon": None, "task_id": task, "note": ""}),
            ("check_in", {"task_id": task}),
            ("message", {**about, "text": "behind a portal"}),
        )
    ]
    waiting = {"waiting": len(done)}
    for stranger in STRANGERS:
        pressed(page, link, "^(GET|POST) /(m0/(operations|state)|api)/", stranger)
        assert Handset(page).states() == waiting, stranger
        assert not kept(page)["out"], stranger
        expect(page.locator(".f-net"), stranger).to_have_attribute("data-net", "offline")
    page.goto("/m0/outbox/")
    page.locator("body[data-shown=outbox]").wait_for(timeout=PATIENT)
    expect(page.locator("[data-item]")).to_have_count(len(done))
    assert page.locator("[data-item][data-state=delivered]").count() == 0
    assert page.locator("[data-receipt]:visible").count() == 0
    # A limit on the way is named; it may be another way tomorrow, so it waits on.
    expect(page.locator("[data-item] [data-why]:visible").first).to_have_text(
        "It is larger than the server takes."
    )
    page.goto("/m0/help/")
    expect(page.locator("[data-help-saved]")).to_have_attribute("data-done", "")
    assert page.locator("[data-help-server][data-done]").count() == 0

    # The surroundings that are kept are not written over by a page of somebody's.
    known = [area, task]
    place = page.evaluate(ASK_AREA, known)
    assert place != "null"
    link.stand_in("^GET /m0/area/", 200, PAGE)
    assert page.evaluate(ASK_AREA, known) == place == page.evaluate(AREA, known)

    link.clear()
    Handset(page).nudge()
    wait_until(lambda: Handset(page).states() == {"delivered": len(done)}, "all to arrive")
    kinds = asked(live, SENT, done)
    assert sorted(kinds) == [("check_in", 1), ("help", 1), ("message", 1)]


def test_no_file_leaves_the_phone_on_a_strangers_word(live, phone):
    page, link, task = phone
    outbox = Handset(page).module("outbox")
    incident = asked(live, "SELECT incident_id FROM tasking_task WHERE id = %s", task)[0][0]
    sound, photo, small = film("ogg", None, "libopus"), picture(seed=91), picture(seed=92)
    link.stand_in("^POST /media/uploads/", 502, PAGE)
    voice = {"role": "voice", "subject": "", "bytes": list(sound), "type": "audio/ogg"}
    digest = sha256(sound).hexdigest()
    told = {"incident_id": str(incident), "voice": digest}
    report = page.evaluate(SAVE, [outbox, "report", told, [voice]])
    wait_until(lambda: Handset(page).states() == {"delivered": 1}, "the words to arrive")
    for stranger in STRANGERS:
        pressed(page, link, "^(POST|HEAD) /media/uploads/", stranger)
        assert kept(page)["files"] == [["voice", "waiting"]], stranger
        assert kept(page)["blobs"] == 1
    link.clear()
    # All there, and nobody has said yet that it was kept.
    link.stand_in("^GET /media/uploads/", 502, PAGE)
    waited(page, lambda: kept(page)["files"] == [["voice", "examining"]], "the bytes to go")
    for stranger in STRANGERS:
        pressed(page, link, "^GET /media/uploads/", stranger)
        assert kept(page)["files"] == [["voice", "examining"]], stranger
        assert kept(page)["blobs"] == 1
    link.clear()

    link.stand_in("^PUT /m0/images/", 502, PAGE)
    image = "01890000-0000-7000-8000-00000000a11e"
    taken = {
        "image_id": image, "incident_id": str(incident), "kind": "photo",
        "taken_at": "2026-01-01T00:00:00Z", "content_type": "image/jpeg",
        "original_sha256": sha256(photo).hexdigest(), "original_size": len(photo),
    }  # fmt: skip
    files = [
        {"role": role, "subject": image, "bytes": list(content), "type": "image/jpeg"}
        for role, content in (("preview", small), ("original", photo))
    ]
    page.evaluate(SAVE, [outbox, "image", taken, files])
    wait_until(lambda: Handset(page).states() == {"delivered": 2}, "the picture's words")
    link.stand_in("^POST /media/uploads/", 502, PAGE)
    for stranger in STRANGERS:
        pressed(page, link, "^PUT /m0/images/", stranger)
        found = kept(page)
        states = dict(found["files"])
        assert (states["preview"], states["original"]) == ("waiting", "waiting"), stranger
        assert found["blobs"] >= 2, stranger
    link.clear()

    waited(page, lambda: kept(page)["blobs"] == 0, "every file to be kept")
    assert {state for _role, state in kept(page)["files"]} == {"kept"}
    assert asked(live, VOICE, report) == [(digest,)]
    assert asked(live, IMAGE, image) == [("complete", sha256(photo).hexdigest())]


def test_a_portals_page_never_becomes_the_application(live, seat):
    with through(live.port, seed=14) as link:
        link.stand_in("^GET /m0/shell/", 200, PAGE)
        page = seat(LEADER, "en", "/m0/", PHONE, address=link.address)
        page.locator("body[data-open=task]").wait_for(timeout=PATIENT)
        page.locator(".f-tabs a[href='/m0/profile/']").click()
        wait_until(lambda: forged(link) > 1, "the portal to be met")
        assert page.locator("body[data-shown=profile]").count() == 0
        link.clear()
        # The way is free again: the screen that was asked for comes by itself.
        page.locator("body[data-shown=profile]").wait_for(timeout=PATIENT)

        link.stand_in("^GET /(m0/shell|static)/", 200, PAGE)
        before = forged(link)
        page.evaluate(INSTALLED_ANEW)
        wait_until(lambda: forged(link) > before, "the worker to meet the portal")
        link.clear()
        page.reload()
        Handset(page).installed()
        assert page.evaluate(CACHED) == [True, False]
