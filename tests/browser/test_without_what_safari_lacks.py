"""The phone without what Safari on iOS lacks, or has only of late: it opens, reports and calls.

No Safari runs here. What it does not have is taken away from Chromium before the page begins.
"""

from hashlib import sha256

import pytest
from playwright.sync_api import expect

from tests.browser.phone import ordered_to, ready, withdrawn
from tests.browser.sos import PLACE, call
from tests.support.films import film
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.uploading import picture

# In a city where no other test has work.
LEADER, CALLER = "150100.team1", "150100.team2"
PHONE = (390, 844)
LACKING = """(() => {
  const away = (thing, ...names) => names.forEach((name) => delete thing[name])
  away(Navigator.prototype, 'wakeLock', 'vibrate', 'getBattery', 'connection', 'locks',
    'setAppBadge', 'clearAppBadge', 'userAgentData', 'deviceMemory')
  away(StorageManager.prototype, 'persist', 'persisted', 'estimate')
  away(ServiceWorkerRegistration.prototype, 'sync', 'periodicSync', 'backgroundFetch',
    'pushManager')
  away(globalThis, 'requestIdleCallback', 'cancelIdleCallback', 'cookieStore', 'scheduler',
    'SyncManager', 'PushManager', 'Notification', 'OffscreenCanvas', 'BroadcastChannel',
    'ondeviceorientationabsolute', 'BeforeInstallPromptEvent', 'LaunchQueue')
  away(Map, 'groupBy')
  away(Object, 'groupBy')
  away(Promise, 'withResolvers')
  away(Array, 'fromAsync')
  DeviceOrientationEvent.requestPermission = async () => 'granted'
})()"""
LEFT = """() => [
  'wakeLock' in navigator, 'locks' in navigator, 'vibrate' in navigator,
  'estimate' in navigator.storage, 'requestIdleCallback' in globalThis,
  'BroadcastChannel' in globalThis, 'groupBy' in Map,
].filter(Boolean).length"""
# A memory that a browser keeps shut, as some do in a private window.
SHUT = "indexedDB.open = () => { throw new DOMException('private', 'InvalidStateError') }"
STEPS = "SELECT kind, payload->>'verb' FROM field_fieldoperation WHERE id = ANY(%s::uuid[])"
DONE = """async (path) => {
  const all = await (globalThis.$jc?.[path] ?? await import(path)).items()
  return all.filter((one) => one.state === 'delivered' && !one.progress?.open)
    .map((one) => one.id)
}"""
IMAGES = """SELECT image.kind, state.stage, media.content_type, media.sha256
FROM imagery_image AS image JOIN imagery_imagestate AS state ON state.image_id = image.id
JOIN core_mediafile AS media ON media.id = state.original_id
WHERE image.actor_id = (SELECT id FROM core_person WHERE username = %s)
ORDER BY image.kind"""
RAISED = """SELECT count(*) FROM distress_helpstate AS state
JOIN distress_helpcall AS call ON call.id = state.call_id
JOIN core_person AS person ON person.id = call.person_id
WHERE person.username = %s AND state.status = 'raised'"""


@pytest.fixture
def order(live):
    """Give the leader an order for the length of a test."""
    task = ordered_to(live, "转移群众", leader=LEADER)
    yield task
    withdrawn(live, task)


def without(seat, username, script, path="/m0/"):
    """Open the phone in a browser that lacks something; return it and what went wrong in it."""
    page = seat(username, "en", "/sign-in/", PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(PLACE)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(script)
    page.goto(path)
    return page, wrong


def test_it_opens_reports_and_calls_without_what_safari_lacks(seat, live, order):
    page, wrong = without(seat, LEADER, LACKING, f"/m0/{order}/")
    ready(page)
    assert page.evaluate(LEFT) == 0
    phone = Handset(page).installed()
    outbox = phone.module("outbox")

    # A step, without a network, kept over the end of the application.
    page.context.set_offline(True)
    page.locator("[data-screen=task] [data-next]").click()
    page.locator("[data-said]:visible").wait_for(timeout=PATIENT)
    page.goto("/m0/report/")
    page.locator("body[data-shown=report]").wait_for(timeout=PATIENT)
    page.locator("[data-screen=report] [name=text]").fill("from a phone with little")
    page.locator("[data-screen=report] button[type=submit]").click()
    wait_until(lambda: sum(phone.states().values()) == 2, "both to be kept")
    page.context.set_offline(False)
    page.goto("/m0/photo/")

    # A photo and a film as an iPhone makes them.
    photo, moving = picture(size=(800, 600)), film("mov", sound=None)
    for name, kind, content in (
        ("IMG_0001.jpeg", "image/jpeg", photo),
        ("IMG_0002.MOV", "video/quicktime", moving),
    ):
        taken = {"name": name, "mimeType": kind, "buffer": content}
        page.locator("[data-take] input").set_input_files(taken)
        page.locator("[data-shot]:visible").wait_for(timeout=PATIENT)
        page.locator("[data-keep]").click()
        page.locator("[data-ready]:visible [data-take]").wait_for(timeout=PATIENT)

    def there():
        phone.nudge()
        return len(page.evaluate(DONE, outbox)) == 4

    wait_until(there, "step, report, photo and film to arrive")
    ids = page.evaluate(DONE, outbox)
    sent = sorted(kind for kind, _verb in asked(live, STEPS, ids))
    assert sent == ["image", "image", "report", "step"]
    assert asked(live, IMAGES, LEADER) == [
        ("photo", "complete", "image/jpeg", sha256(photo).hexdigest()),
        ("video", "complete", "video/quicktime", sha256(moving).hexdigest()),
    ]
    # Every screen opens; what cannot be had is said.
    for name in ("tasks", "map", "messages", "outbox", "profile"):
        page.goto(f"/m0/{name}/")
        page.locator(f"body[data-shown={name}]").wait_for(timeout=PATIENT)
    page.goto("/m0/")
    ready(page)
    call(page)
    expect(page.locator("[data-help-server]")).to_have_attribute("data-done", "")
    assert asked(live, RAISED, LEADER) == [(1,)]
    assert wrong == []


def test_a_phone_that_can_store_nothing_calls_all_the_same(seat, live):
    page, _wrong = without(seat, CALLER, SHUT)
    page.locator(".f-tabs jc-help[data-ready]").wait_for(timeout=PATIENT)
    call(page)
    page.get_by_text("the server has it", exact=False).wait_for(timeout=PATIENT)
    assert asked(live, RAISED, CALLER) == [(1,)]
    expect(page.locator("[data-help-unkept] a[href^='tel:']")).to_be_visible()
