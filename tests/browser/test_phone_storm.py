"""Everything at once: a line that loses four of five, servers and pages killed, a clock ahead.

The phone keeps what it has; the server takes each thing once.
"""

import io
import signal
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from tests.browser.test_cop import reported
from tests.support.handset import Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

OFFICER, LEADER = "150600.duty1", "150600.team1"
PHONE = (390, 844)
SEED = 20270319
MESSAGES, REPORTS, IMAGES = 170, 20, 10
KILLED_AFTER = [3, 40, 25]  # so many more: both web processes, and the page
FAST_BY_MS = 7 * 60 * 1000
WRONG_CLOCK = f"""
const Real = Date
globalThis.Date = class extends Real {{
  constructor(...given) {{ super(...(given.length ? given : [Real.now() + {FAST_BY_MS}])) }}
  static now() {{ return Real.now() + {FAST_BY_MS} }}
}}
"""
# By how much the phone's own time was ahead of the time that counts, in milliseconds.
AHEAD = """
SELECT 1000 * extract(epoch FROM max(claimed_at - occurred_at)) FROM field_fieldoperation
WHERE payload->>'incident_id' = %s
"""
REPORT = """async ([path, incident, count]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  for (let i = 1; i <= count; i += 1) {
    const given = { incident_id: incident, counts: { evacuated: i }, text: `storm report ${i}` }
    await box.save('report', given)
  }
}"""
# Whether all that was done, files included, is over there.
DONE = """async (path) => (await (globalThis.$jc?.[path] ?? await import(path)).items())
  .filter((item) => item.state === 'delivered' && !item.progress?.open).length"""
# An image with both its files, as the camera's screen saves it.
TAKE = """async ([path, incident, image, coded, hash]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const bytes = Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0))
  const blob = new Blob([bytes], { type: 'image/jpeg' })
  await box.save('image', {
    image_id: image, incident_id: incident, kind: 'photo', tag: '', caption: 'storm',
    taken_at: new Date().toISOString(), original_sha256: hash, original_size: blob.size,
    content_type: 'image/jpeg',
  }, { files: [
    { role: 'preview', blob, subject: image },
    { role: 'original', blob, sha256: hash, subject: image },
  ] })
}"""
ORIGINAL = """
SELECT media.sha256 FROM imagery_imagestate AS state
JOIN core_mediafile AS media ON media.id = state.original_id WHERE state.image_id = %s
"""
SEQUENCES = """
SELECT sequence FROM field_fieldoperation
WHERE payload->>'incident_id' = %s ORDER BY received_at, sequence
"""
SAID = "SELECT count(*), count(DISTINCT text) FROM messaging_message WHERE text LIKE %s"
REPORTED = "SELECT count(*), count(DISTINCT text) FROM scene_scenereport WHERE incident_id = %s"


def photo():
    """Return a JPEG of noise: of every one the bytes differ."""
    out = io.BytesIO()
    Image.effect_noise((320, 240), 90).save(out, "JPEG", quality=60)
    return out.getvalue()


@pytest.mark.timeout(500)
def test_two_hundred_items_survive_a_ruin_of_a_line_and_arrive_once_in_order_and_whole(
    live, seat, desk
):
    incident = reported(desk(OFFICER), "storm")["id"]
    name = f"storm {incident[-6:]}"
    images = {str(uuid4()): photo() for _ in range(IMAGES)}
    with through(live.port, seed=SEED) as link:
        page = seat(LEADER, "en", "/m0/", PHONE, address=link.address)
        Handset(page).installed()
        page.context.add_init_script(WRONG_CLOCK)
        page.reload()
        phone = Handset(page)
        link.blackout()
        phone.save(MESSAGES, name, incident)
        outbox = phone.module("outbox")
        page.evaluate(REPORT, [outbox, incident, REPORTS])
        for image, content in images.items():
            coded = b64encode(content).decode()
            hashed = sha256(content).hexdigest()
            page.evaluate(TAKE, [outbox, incident, image, coded, hashed])

        link.restore()
        link.set(lose_requests=0.4, lose_answers=0.4, where="^(POST|PUT|PATCH|HEAD) /m")
        done = 0
        for more in KILLED_AFTER:
            goal = done + more
            wait_until(lambda goal=goal, of=phone: pressed(of) >= goal, "some to get through")
            live.stop("web", signal.SIGKILL)
            page.close()
            live.start_web()
            page = page.context.new_page()
            page.goto("/m0/")
            phone = Handset(page)
            done = delivered(phone)
        link.clear()
        phone.nudge()
        total = MESSAGES + REPORTS + IMAGES
        wait_until(lambda: page.evaluate(DONE, phone.module("outbox")) == total, "all of it")

    assert asked(live, SAID, f"{name} %") == [(MESSAGES, MESSAGES)]
    assert asked(live, REPORTED, incident) == [(REPORTS, REPORTS)]
    assert [n for (n,) in asked(live, SEQUENCES, incident)] == list(range(1, total + 1))
    # What its clock said is kept; what counts is when it was.
    assert abs(float(asked(live, AHEAD, incident)[0][0]) - FAST_BY_MS) < 60_000
    for image, content in images.items():
        hashed = sha256(content).hexdigest()
        assert asked(live, ORIGINAL, image) == [(hashed,)]
        place = Path(live.environment["JC_MEDIA"]) / hashed[:2] / hashed[2:4] / hashed
        assert place.read_bytes() == content


def delivered(phone):
    return phone.states().get("delivered", 0)


def pressed(phone):
    """Let somebody press "send now" once more; return how many have got through."""
    phone.nudge()
    phone.page.wait_for_timeout(500)
    return delivered(phone)
