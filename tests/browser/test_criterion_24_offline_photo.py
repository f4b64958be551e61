"""Criterion 24 of the screens' specification: a photo taken offline arrives exactly once."""

import io
from hashlib import sha256

import numpy
from PIL import Image

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, OFFICER, ordered
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

LEADER = "150600.team1"
PHONE = (390, 844)
TEAM_OF = "SELECT organisation_id FROM core_person WHERE username = %s"
IMAGES = """
SELECT image.id, image.tag, image.caption, image.claimed_sha256, state.stage, media.sha256,
       media.size
FROM imagery_image AS image
JOIN imagery_imagestate AS state ON state.image_id = image.id
LEFT JOIN core_mediafile AS media ON media.id = state.original_id
WHERE image.incident_id = %s
"""
ACTS = "SELECT count(*) FROM field_fieldoperation WHERE payload->>'image_id' = %s"
CHOOSE = """(order) => {
  const choice = document.getElementById('photo-task')
  choice.value = order
  choice.dispatchEvent(new Event('change', { bubbles: true }))
}"""
# What waits on the phone: the parts of each file, and how far they are.
FILES = """async (path) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  return (await box.items()).filter((one) => one.kind === 'image').map((one) => ({
    state: one.state, roles: one.progress.roles, size: one.payload.original_size,
    sha256: one.payload.original_sha256, lat: one.payload.lat,
  }))
}"""


def a_photo():
    """Return a photo of a camera: large, so that the small one is another, and of one kind."""
    noise = numpy.random.default_rng(24).integers(0, 255, (150, 200, 3), dtype="uint8")
    picture = Image.fromarray(noise).resize((3200, 2400), Image.Resampling.BICUBIC)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=92)
    return written.getvalue()


def images(phone):
    handset = Handset(phone)
    return phone.evaluate(FILES, handset.module("outbox"))


def sent(phone, role):
    """Return how many bytes of a file the server has told to have."""
    (one,) = images(phone)
    return next(file["sent"] for file in one["roles"] if file["role"] == role)


def test_criterion_24_taken_in_flight_mode_killed_in_mid_upload_and_doubted_it_is_there_once(
    live, seat, desk
):
    incident = reported(desk(OFFICER), "photo in flight mode")
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    order = ordered(desk(COMMANDER), incident, "Show the right bank", assignee=team)["id"]
    content = a_photo()
    with through(live.port, seed=24) as link:
        phone = seat(LEADER, "en", "/m0/photo/", PHONE, address=link.address)
        phone.context.grant_permissions(["geolocation"])
        phone.context.set_geolocation({"latitude": 40.49, "longitude": 109.68, "accuracy": 8})
        Handset(phone).installed()
        # The leader may have several orders: it is for this one.
        known = phone.locator(f"#photo-task option[value='{order}']")
        known.wait_for(state="attached", timeout=PATIENT)
        phone.evaluate(CHOOSE, order)
        link.blackout()

        # Taken, marked and kept without a network; a killed application loses nothing.
        photo = {"name": "IMG_0024.jpg", "mimeType": "image/jpeg", "buffer": content}
        phone.locator("[data-take] input").set_input_files(photo)
        phone.locator("[data-picture]").wait_for(timeout=PATIENT)
        phone.locator("[name=tag][value=hazard]").check(force=True)
        phone.locator("[name=caption]").fill("Right bank")
        phone.locator("[data-keep]").click()
        phone.locator("[data-taken]").wait_for(timeout=PATIENT)
        (kept,) = images(phone)
        assert kept["state"] == "waiting"
        assert kept["sha256"] == sha256(content).hexdigest()
        assert kept["lat"] == 40.49
        preview = next(file for file in kept["roles"] if file["role"] == "preview")
        assert 0 < preview["size"] <= 160 * 1024
        context = phone.context
        phone.close()

        # A thin link, on which the application is killed in the middle of the original.
        link.restore()
        link.set(rate=200_000)
        phone = context.new_page()
        phone.goto("/m0/outbox/")
        wait_until(lambda: 0 < sent(phone, "original") < len(content), "a part of it to go")
        phone.close()
        (half,) = asked(live, IMAGES, incident["id"])
        assert (half[4], half[5]) == ("preview", None)

        # Opened again; the answer to the last piece is lost, and to the news of it before.
        link.clear()
        link.lose_next_answer("^PATCH ")
        phone = context.new_page()
        phone.goto("/m0/outbox/")

        def there():
            Handset(phone).nudge()
            return [file["state"] for file in images(phone)[0]["roles"]] == ["kept", "kept"]

        wait_until(there, "the original to be kept")
        assert [r for r in link.requests if r.method == "PATCH"]

    (image,) = asked(live, IMAGES, incident["id"])
    key, tag, caption, claimed, stage, found, size = image
    assert (tag, caption, stage) == ("hazard", "Right bank", "complete")
    assert found == claimed == sha256(content).hexdigest()
    assert size == len(content)
    assert asked(live, ACTS, str(key)) == [(1,)]
