"""Live pictures: they play, say when they stand still or are gone, and come back."""

import pytest

from tests.support.hls import live_stream
from tests.support.live import wait_until
from tests.support.proxy import through
from tests.support.seat import Seat

PATIENT = 30_000  # milliseconds; the machine may be slow
COMMANDER = "150600.commander"
STATE = "(tile) => tile.dataset.state"
TEXT = "(tile) => tile.innerText"
# As the server draws a panel with the tile anew.
MORPH = """() => {
  const panel = document.querySelector('.c-streams')
  const anew = panel.outerHTML.replaceAll('data-state="live"', 'data-state="idle"')
  window.Idiomorph.morph(panel, anew)
}"""
# A page with ten cameras.
COPIES = """(id) => {
  const first = document.getElementById(id)
  first.parentElement.dataset.count = '9' // small enough that all are in view
  for (let n = 0; n < 9; n += 1) {
    const copy = first.cloneNode(true)
    copy.id = `copy-${n}`
    copy.dataset.state = 'idle'
    copy.style.height = '40px'
    first.parentElement.append(copy)
  }
}"""
PLAYING = """() => {
  const states = [...document.querySelectorAll('jc-stream')].map((tile) => tile.dataset.state)
  const count = (...wanted) => states.filter((state) => wanted.includes(state)).length
  return { plays: count('connecting', 'live', 'frozen'), waits: count('full') }
}"""
PLAYS = "(id) => !['full', 'idle'].includes(document.getElementById(id).dataset.state)"
WAITING = "jc-stream[data-state=full]"
HIDE = """() => {
  Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}"""


@pytest.fixture(scope="module")
def media(live):
    """Serve a stream at the origin that the running system may open."""
    port = int(live.environment["JC_STREAM_ORIGINS"].rpartition(":")[2])
    with live_stream(port) as stream:
        yield stream


@pytest.fixture(scope="module")
def camera(live, media, session):
    """Register one camera; return its key."""
    told = {
        "name": f"昭君坟 {media.origin[-5:]}", "name_en": "Zhaojunfen", "kind": "fixed",
        "region": "150621",
        "lat": 40.49, "lon": 109.69, "bearing_deg": 10, "view_deg": 60, "source": "url",
        "source_path": media.url,
    }  # fmt: skip
    status, card = Seat(live.address, session("150600.duty1")).post("/api/cameras/", told)
    assert status == 201, card
    return card["id"]


def becomes(tile, state, patience=40):
    wait_until(lambda: tile.evaluate(STATE) == state, f"the tile to be {state}", patience)


def test_a_live_picture_plays_freezes_stands_still_goes_out_and_comes_back(seat, media, camera):
    page = seat(COMMANDER, language="en", path="/v/live/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    tile = page.locator(f"#stream-{camera}")
    becomes(tile, "live")
    assert tile.evaluate("(t) => t.dataset.by") == "hls"
    assert tile.evaluate("(t) => t.querySelector('video').muted")
    wait_until(lambda: "lag" in tile.evaluate(TEXT), "the lag to be told")

    # Nothing new comes: the clock of the picture stops, and the tile says since when.
    media.freeze()
    becomes(tile, "frozen")
    said = tile.evaluate(TEXT)
    assert "Picture frozen ·" in said
    assert tile.locator(".c-stream__over[data-when=frozen]").is_visible()
    media.run()
    becomes(tile, "live")

    # Pieces come, the clock goes on, and what is shown never changes.
    media.stand_still()
    becomes(tile, "frozen")
    before = tile.evaluate("(t) => t.querySelector('video').currentTime")
    wait_until(
        lambda: tile.evaluate("(t) => t.querySelector('video').currentTime") > before,
        "the clock to go on",
    )
    assert tile.evaluate(STATE) == "frozen"
    media.run()
    becomes(tile, "live")

    # The server refuses: out, with the time, and back without anybody's doing.
    media.freeze()
    media.refuse(503)
    becomes(tile, "out")
    assert "No picture" in tile.evaluate(TEXT)
    wait_until(lambda: "media server refuses" in tile.evaluate(TEXT), "the tile to say why")
    media.run()
    becomes(tile, "live")

    # A panel that is drawn anew leaves the playing picture alone.
    video = tile.evaluate_handle("(t) => t.querySelector('video').src")
    page.evaluate(MORPH)
    assert tile.evaluate(STATE) == "live"
    assert tile.evaluate("(t) => t.querySelector('video').src") == video.json_value()


def test_hidden_pages_rest_and_nine_is_the_most(seat, media, camera):
    page = seat(COMMANDER, language="en", path="/v/live/")
    tile = page.locator(f"#stream-{camera}")
    becomes(tile, "live")
    # Nine more of the same: the tenth waits.
    page.evaluate(COPIES, f"stream-{camera}")
    wait_until(lambda: page.evaluate(PLAYING) == {"plays": 9, "waits": 1}, "nine to play")
    # Whoever wants that one gets it, and the one that has played longest makes room.
    waiting = page.locator(WAITING).get_attribute("id")
    page.locator(f"#{waiting} [data-retry]:visible").click()
    wait_until(lambda: page.evaluate(PLAYS, waiting), "the tenth to play")
    wait_until(lambda: page.evaluate(PLAYING) == {"plays": 9, "waits": 1}, "nine to play")

    page.evaluate(HIDE)
    wait_until(lambda: page.evaluate(PLAYING) == {"plays": 0, "waits": 0}, "all to rest")
    # What was on its way when the page was hidden still arrives; then nothing more is asked.
    wait_until(lambda: rests(page, media), "the media server to be left alone")


def rests(page, media):
    """Whether nobody asks for a picture for longer than a player waits between two."""
    media.asked.clear()
    page.wait_for_timeout(2500)
    return not any(path.endswith(".m4s") for path, _ in media.asked)


def test_a_camera_that_goes_out_is_told_to_every_open_page(live, seat, media, camera):
    page = seat(COMMANDER, language="en", path="/v/live/")
    row = page.locator(f"#cam-{camera}")
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    look = (
        "from incidents.cameras.tasks import look_at_camera;"
        f"[look_at_camera('{camera}') for _ in range(3)]"
    )
    media.refuse(404)
    live.run(look)
    wait_until(lambda: "⚠ Out" in row.inner_text(), "the list to say so")
    assert "no such stream" in row.inner_text()
    media.run()
    live.run(look)
    wait_until(lambda: "Picture comes" in row.inner_text(), "the list to say that it is back")


def test_a_page_lives_through_the_fault_proxy(live, seat):
    with through(live.port, seed=5) as link:
        link.set(delay_s=0.05)
        page = seat(COMMANDER, address=link.address)
        page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
        link.blackout()
        page.wait_for_selector("jc-sync[data-state=reconnecting]", timeout=PATIENT)
        link.restore()
        page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
        # Signed in, by an origin that agrees with its host.
        answer = page.request.post(
            f"{link.address}/api/cameras/", data="{}",
            headers={"Content-Type": "application/json", "Origin": link.address},
        )  # fmt: skip
        assert answer.status in {400, 403}
        assert link.cuts >= 1
