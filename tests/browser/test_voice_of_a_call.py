"""What a caller without an order says beside the button is heard at the desk."""

from hashlib import sha256

import pytest
from playwright.sync_api import expect

from tests.browser.phone import PATIENT
from tests.browser.sos import call, phone, until
from tests.support.handset import Handset, asked

# In a city where no test gives an order: with one, notes go into its reports.
CALLER, DESK = "150100.member1", "150100.liaison"
# A machine has no microphone: what it would hear is a tone, recorded as any voice is.
HEARING = """
navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext()
  const tone = new OscillatorNode(sound, { frequency: 440 })
  const heard = new MediaStreamAudioDestinationNode(sound)
  tone.connect(heard)
  tone.start()
  return heard.stream
}
"""
CALLS = """SELECT call.id FROM distress_helpcall AS call
JOIN core_person AS person ON person.id = call.person_id
WHERE person.username = %s ORDER BY call.received_at DESC"""
NOTES = (
    "SELECT sha256, file_id IS NOT NULL, purged_at FROM distress_helpvoice WHERE call_id = %s"
)
BYTES = """async (url) => {
  const answer = await fetch(url)
  return [...new Uint8Array(await answer.arrayBuffer())]
}"""
PLAYED = """async (audio) => {
  audio.muted = true
  await audio.play()
  await new Promise((go) => audio.addEventListener('timeupdate', go, { once: true }))
  return audio.error
}"""


@pytest.mark.parametrize("network", ["there", "gone while speaking"])
def test_a_voice_note_reaches_the_desk_and_can_be_played(seat, live, network):
    page = phone(seat, CALLER)
    page.add_init_script(HEARING)
    page.reload()
    until(page, "document.documentElement.dataset.feed === 'live'")
    call(page)
    expect(page.locator("[data-help-server]")).to_have_attribute("data-done", "")
    number = asked(live, CALLS, CALLER)[0][0]
    desk = seat(DESK, language="en", path=f"/sos/{number}/")
    expect(desk.locator("#h-log")).to_be_visible()
    expect(desk.locator(".hc-voices")).to_have_count(0)

    say = page.locator("[data-help-say]")
    expect(say).to_be_hidden()
    if network != "there":
        page.context.set_offline(True)
    page.locator("[data-help-voice] .f-voice__record").click()
    expect(page.locator("[data-help-voice][data-state=recording]")).to_be_visible()
    page.wait_for_timeout(1500)
    say.click()
    page.get_by_text("Saved on this phone", exact=False).first.wait_for(timeout=PATIENT)
    expect(page.locator("[data-help-voice][data-state=empty]")).to_be_visible()
    if network != "there":
        assert asked(live, NOTES, number) == []
        page.context.set_offline(False)
        Handset(page).nudge()

    heard = desk.locator(".hc-voices audio")
    expect(heard).to_have_count(1, timeout=90_000)
    ((digest, is_here, purged),) = asked(live, NOTES, number)
    assert (is_here, purged) == (True, None)
    sound = heard.get_attribute("src")
    assert sound == f"/media/{digest}"
    assert sha256(bytes(desk.evaluate(BYTES, sound))).hexdigest() == digest
    assert heard.evaluate(PLAYED) is None
