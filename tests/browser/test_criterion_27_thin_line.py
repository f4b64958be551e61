"""Criterion 27 of the screens' specification: 50 kbit/s, 600 ms there and back, 5 % loss.

Bytes and order are asserted, never seconds: those are what ``tests/bench/thin_line.py`` prints.
"""

import io
from base64 import b64encode
from hashlib import sha256
from uuid import UUID, uuid4

from PIL import Image

from tests.browser.phone import ordered_to
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

# A city where no other test has work: what they leave on its phones would be counted, too.
MEMBER = "150900.member1"
PHONE = (390, 844)
THIN = {"rate": 50_000 / 8, "delay_s": 0.3, "loss": 0.05}
USABLE = "[data-screen=task]:not([hidden]) [data-next]:visible"
# What fits through the line in the eight seconds of a first visit, less four trips.
FIRST_VISIT = round((8 - 4 * 0.6) * THIN["rate"])
# An image with both its files, as the camera's screen saves it.
TAKE = """async ([path, incident, image, preview, original, hash]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const blob = (text) => new Blob(
    [Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], { type: 'image/jpeg' })
  const large = blob(original)
  await box.save('image', {
    image_id: image, incident_id: incident, kind: 'photo', tag: '', caption: 'thin line',
    taken_at: new Date().toISOString(), lat: null, lon: null, accuracy_m: null,
    bearing_deg: null, original_sha256: hash, original_size: large.size,
    content_type: 'image/jpeg',
  }, { files: [
    { role: 'preview', blob: blob(preview), subject: image },
    { role: 'original', blob: large, sha256: hash, subject: image },
  ] })
}"""
REPORT = """async ([path, incident]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const counts = { evacuated: 5 }
  return box.save('report', { incident_id: incident, counts, text: 'thin line' })
}"""
NAMES = """async (path) => {
  const { v7 } = globalThis.$jc?.[path] ?? await import(path)
  return Array.from({ length: 9000 }, () => v7())
}"""
INCIDENT = "SELECT incident_id FROM tasking_task WHERE id = %s"
STAGE = "SELECT stage FROM imagery_imagestate WHERE image_id = %s"
KEPT = """
SELECT media.sha256 FROM imagery_imagestate AS state
JOIN core_mediafile AS media ON media.id = state.original_id WHERE state.image_id = %s
"""


def noise(width, height):
    """Return a JPEG that cannot be pressed any smaller."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).save(out, "JPEG", quality=90)
    return out.getvalue()


def photo_under_way(live, phone, link, incident):
    """Save an image with its files, wait until the small one is on the line; return its id."""
    preview, original = noise(400, 300), noise(800, 600)
    assert 90_000 < len(preview) < 160_000 < len(original)
    image, hashed = str(uuid4()), sha256(original).hexdigest()
    files = [b64encode(one).decode() for one in (preview, original)]
    phone.page.evaluate(TAKE, [phone.module("outbox"), incident, image, *files, hashed])
    uploading = f"/m0/images/{image}/preview/"
    wait_until(lambda: any(r.path == uploading for r in link.requests), "the preview to go")
    return image, hashed


def report(phone, incident):
    """Save a report in words, as its screen does."""
    phone.page.evaluate(REPORT, [phone.module("outbox"), incident])


def of_files(link, since=0):
    """Return what was asked of the static files, in order."""
    return [r.path for r in link.requests[since:] if r.path.startswith("/static/")]


def methods(link, method):
    """Return the requests of an upload in pieces with this method."""
    return [r for r in link.requests if r.method == method and "/uploads/" in r.path]


def test_criterion_27_a_first_visit_fits_and_a_report_goes_before_any_photo(live, seat):
    task = ordered_to(live, "薄线上的任务", leader=MEMBER)
    incident = str(asked(live, INCIDENT, task)[0][0])
    with through(live.port, seed=27) as link:
        link.set(**THIN)
        page = seat(MEMBER, "en", "/m0/", PHONE, address=link.address)
        page.locator(USABLE).first.wait_for(timeout=PATIENT)
        assert link.carried["down"] < FIRST_VISIT
        # The worker, which fetches all the rest, begins when the first look is there.
        assert not [r for r in link.requests if r.path == "/m0/worker.js"]

        link.clear()
        phone = Handset(page).installed()
        names = page.evaluate(NAMES, phone.module("ids"))
        assert names == sorted(set(names))
        assert {(UUID(one).version, UUID(one).variant) for one in names} == {
            (7, "specified in RFC 4122")
        }

        # The second visit asks the line for no file that the phone has.
        link.set(**THIN)
        before, asked_before = link.carried["down"], len(link.requests)
        page.reload(wait_until="commit")
        page.locator(USABLE).first.wait_for(timeout=PATIENT)
        assert link.carried["down"] - before < THIN["rate"]
        assert of_files(link, asked_before) == []
        page.locator("body[data-ready]").wait_for(timeout=PATIENT)

        # A small picture that is on its way gives way to words.
        image, hashed = photo_under_way(live, phone, link, incident)
        report(phone, incident)
        wait_until(lambda: phone.states() == {"delivered": 2}, "the report to be delivered")
        assert asked(live, STAGE, image) == [("announced",)]

        # Looking whether there is anything new takes no piece of the original off the line.
        link.set(rate=40_000, delay_s=0.05)
        wait_until(lambda: methods(link, "PATCH"), "a piece of the original to go")
        phone.nudge()

        def kept():
            phone.nudge()
            return asked(live, KEPT, image) == [(hashed,)]

        wait_until(kept, "the original to follow")
        assert methods(link, "HEAD") == []
