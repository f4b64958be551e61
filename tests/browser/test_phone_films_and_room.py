"""Short films from the phone, what the browser refuses it, and a phone that is full."""

import pytest

from tests.browser.phone import ordered_to, ready
from tests.support.films import film
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

# A city where no other test has work.
LEADER, COMMANDER = "150200.team1", "150600.commander"
PHONE = (390, 844)
FILMS = """
SELECT image.id, state.stage, media.content_type, media.size FROM imagery_image AS image
JOIN imagery_imagestate AS state ON state.image_id = image.id
LEFT JOIN core_mediafile AS media ON media.id = state.original_id
WHERE image.kind = 'video' AND image.caption = %s
"""
ROLES = """async (path) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const image = (await box.items()).find((one) => one.kind === 'image')
  return Object.fromEntries((image?.progress.roles ?? []).map((one) => [one.role, one.state]))
}"""
PLAYED = """async (film) => {
  film.muted = true
  await film.play()
  await new Promise((go) => film.addEventListener('timeupdate', go, { once: true }))
  return [film.videoWidth, film.error]
}"""
# What a phone of another make, or a person who is asked, says no to.
REFUSING = """
const no = async () => { throw new DOMException('no', 'NotAllowedError') }
navigator.mediaDevices.getUserMedia = no
DeviceOrientationEvent.requestPermission = async () => 'denied'
navigator.wakeLock.request = no
navigator.storage.persist = async () => false
"""
LITTLE = "navigator.storage.estimate = async () => ({ quota: 150 * 1024 * 1024, usage: 0 })"
# As a full disk answers; Chromium trusts its estimate too long for an overridden quota to bite.
FULL = """() => {
  IDBObjectStore.prototype.add = function () {
    this.transaction.abort()
    throw new DOMException('full', 'QuotaExceededError')
  }
}"""
AGED = """async ([ids, hours]) => {
  const db = await globalThis.$jc['field/lib/store.js'].database()
  const delivered_at = new Date(Date.now() - hours * 3600e3).toISOString()
  for (const id of ids) await db.put('items', { ...await db.get('items', id), delivered_at })
}"""
KEPT = """async () => {
  const db = await globalThis.$jc['field/lib/store.js'].database()
  const all = ['items', 'files', 'blobs'].map((name) => db.count(name))
  return Promise.all([...all, db.get('meta', 'sequence')])
}"""
DELIVERED = """async (path) => (await (globalThis.$jc?.[path] ?? await import(path)).items())
  .filter((one) => one.state === 'delivered' && !one.progress?.open).map((one) => one.id)"""
OF = "SELECT incident_id FROM imagery_image WHERE id = %s"
RAISED = "SELECT count(*) FROM distress_helpstate WHERE status = 'raised'"


@pytest.fixture
def phone(seat, live):
    """Return a phone that refuses much, with an order in its hands, and its link."""
    ordered_to(live, "拍摄溃口", leader=LEADER)
    with through(live.port, seed=11) as link:
        page = seat(LEADER, "en", "/m0/", PHONE, address=link.address)
        page.add_init_script(REFUSING)
        page.reload()
        ready(page)
        yield page, link


def shown(page, screen):
    page.goto(f"/m0/{screen}/")
    page.locator(f"body[data-shown={screen}]").wait_for(timeout=PATIENT)
    return page.locator(f"[data-screen={screen}]")


def test_a_film_goes_to_the_wall_and_a_full_phone_says_so_before_it_says_saved(
    live, phone, seat
):
    page, link = phone
    handset = Handset(page).installed()
    outbox = handset.module("outbox")

    # What is refused is said, with the way out; the film is kept all the same.
    screen = shown(page, "report")
    screen.locator(".f-voice__record").press("Enter")
    screen.get_by_text("The microphone is not allowed.").wait_for(timeout=PATIENT)
    screen = shown(page, "profile")
    screen.locator("jc-action button").click()
    screen.get_by_text("The phone did not keep the screen on").wait_for(timeout=PATIENT)
    screen.get_by_text("The browser may clear this data").wait_for(timeout=PATIENT)

    screen = shown(page, "photo")
    content = film("webm", "libvpx", "libopus")
    chooser = screen.locator(".f-shots__row input[capture]")
    chooser.evaluate("(input) => { input.onclick = (event) => event.preventDefault() }")
    chooser.evaluate("(input) => input.click()")
    chooser.evaluate("(input) => input.dispatchEvent(new Event('cancel'))")
    screen.get_by_text("Nothing was taken.").wait_for(timeout=PATIENT)
    taken = {"name": "v.webm", "mimeType": "video/webm", "buffer": content}
    chooser.set_input_files(taken)
    screen.locator("[data-picture]:visible").wait_for(timeout=PATIENT)
    screen.get_by_text("The compass is not allowed").wait_for(timeout=PATIENT)
    screen.locator("[name=caption]").fill("breach, moving")
    screen.locator("[data-keep]").click()
    both = {"preview": "kept", "original": "kept"}

    def there():
        handset.nudge()
        return page.evaluate(ROLES, outbox) == both

    wait_until(there, "the film to be examined and kept")
    (image, stage, kind, size) = asked(live, FILMS, "breach, moving")[0]
    assert (stage, kind, size) == ("complete", "video/webm", len(content))
    sent = [one.path for one in link.requests if one.method in {"PUT", "POST", "PATCH"}]
    small = next(at for at, path in enumerate(sent) if path.endswith("/preview/"))
    large = next(at for at, path in enumerate(sent) if path.startswith("/media/uploads/"))
    assert small < large
    wall = seat(COMMANDER, "en", f"/v/{image}/")
    assert wall.locator("video").first.evaluate(PLAYED) == [320, None]

    # Delivered two days ago: cleared away. What is not there yet stays, however old.
    link.blackout()
    handset.save(1, "still here", str(asked(live, OF, image)[0][0]))
    done = page.evaluate(DELIVERED, outbox)
    page.evaluate(AGED, [done, 47])
    page.reload()
    ready_again(page)
    assert page.evaluate(KEPT)[0] == len(done) + 1
    page.evaluate(AGED, [done, 49])
    page.reload()
    ready_again(page)
    wait_until(lambda: page.evaluate(KEPT)[:3] == [1, 0, 0], "what was delivered to go")

    # Little room is said beforehand; the browser's own estimate cannot be overridden.
    page.add_init_script(LITTLE)
    screen = shown(page, "photo")
    screen.locator("[data-room]:visible").wait_for(timeout=PATIENT)

    # None: the act is refused in words, and nothing of it is left.
    page.evaluate(FULL)
    before = page.evaluate(KEPT)
    chooser = screen.locator(".f-shots__row input[capture]")
    chooser.set_input_files(taken)
    screen.locator("[data-picture]:visible").wait_for(timeout=PATIENT)
    screen.locator("[data-keep]").click()
    screen.get_by_text("This phone could not store it.").wait_for(timeout=PATIENT)
    assert page.locator("[data-said]:visible").count() == 0
    assert page.evaluate(KEPT) == before

    # A call for help is told all the same, and leads to the telephone.
    link.restore()
    screen = shown(page, "help")
    page.evaluate(FULL)
    button = screen.locator("jc-help .f-sos--big")
    button.hover()
    page.mouse.down()
    screen.locator("[data-help-open]:visible").wait_for(timeout=PATIENT)
    page.mouse.up()
    assert page.evaluate(KEPT) == before
    assert asked(live, RAISED) == [(1,)]


def ready_again(page):
    page.locator("body[data-ready]").wait_for(timeout=PATIENT)
