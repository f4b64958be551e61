"""What a caller says beside the button is heard at the desk that answers."""

from hashlib import sha256

import pytest
from playwright.sync_api import expect

from tests.browser.phone import PATIENT, ordered_to, ready, withdrawn
from tests.browser.sos import call, phone, until
from tests.support.handset import Handset, asked

# In cities where no other test calls for help.
CALLER, DESK = "150100.member1", "150100.liaison"
ORDERED, ITS_DESK, COMMANDER = "150900.team2", "150900.liaison", "150600.commander"
INCIDENT = "SELECT incident_id FROM distress_helpcall WHERE id = %s"
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


@pytest.fixture
def at_work(live):
    """Give somebody an order; it is withdrawn when the test is over."""
    task = ordered_to(live, "查看裂缝", leader=ORDERED)
    yield ORDERED
    withdrawn(live, task)


@pytest.mark.parametrize("network", ["there", "gone while speaking"])
def test_a_voice_note_reaches_the_desk_and_can_be_played(seat, live, network):
    page = speaking(seat, CALLER)
    number = called(page, live, CALLER)
    desk = seat(DESK, language="en", path=f"/sos/{number}/")
    expect(desk.locator("#h-log")).to_be_visible()
    expect(desk.locator(".hc-voices")).to_have_count(0)

    if network != "there":
        page.context.set_offline(True)
    said(page)
    if network != "there":
        assert asked(live, NOTES, number) == []
        page.context.set_offline(False)
        Handset(page).nudge()
    assert_heard(desk, live, number)


def test_who_has_an_order_is_heard_by_whoever_answers_and_in_the_incident(seat, live, at_work):
    page = speaking(seat, at_work)
    page.goto("/m0/")
    ready(page)
    number = called(page, live, at_work)
    desk = seat(ITS_DESK, language="en", path=f"/sos/{number}/")
    said(page)
    digest = assert_heard(desk, live, number)
    incident = asked(live, INCIDENT, number)[0][0]
    room = seat(COMMANDER, language="en", path=f"/i/{incident}/scene/")
    expect(room.locator(".c-scene__voice")).to_have_attribute("src", f"/media/{digest}")
    expect(room.locator(".c-scene__text")).to_contain_text("SOS-150900-")


def speaking(seat, username):
    """Open the phone of somebody who can be heard."""
    page = phone(seat, username)
    page.add_init_script(HEARING)
    page.reload()
    until(page, "document.documentElement.dataset.feed === 'live'")
    return page


def called(page, live, username):
    """Call for help; return the call's id."""
    call(page)
    expect(page.locator("[data-help-server]")).to_have_attribute("data-done", "")
    return asked(live, CALLS, username)[0][0]


def said(page):
    """Say something into the call for a moment, and send it."""
    say = page.locator("[data-help-say]")
    expect(say).to_be_hidden()
    page.locator("[data-help-voice] .f-voice__record").click()
    expect(page.locator("[data-help-voice][data-state=recording]")).to_be_visible()
    page.wait_for_timeout(1500)
    say.click()
    page.get_by_text("Saved on this phone", exact=False).first.wait_for(timeout=PATIENT)
    expect(page.locator("[data-help-voice][data-state=empty]")).to_be_visible()


def assert_heard(desk, live, number):
    """Hear the note at the desk, whole; return its hash."""
    heard = desk.locator(".hc-voices audio")
    expect(heard).to_have_count(1, timeout=90_000)
    ((digest, is_here, purged),) = asked(live, NOTES, number)
    assert (is_here, purged) == (True, None)
    sound = heard.get_attribute("src")
    assert sound == f"/media/{digest}"
    assert sha256(bytes(desk.evaluate(BYTES, sound))).hexdigest() == digest
    assert heard.evaluate(PLAYED) is None
    return digest
