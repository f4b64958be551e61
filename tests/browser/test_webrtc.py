"""A live picture over WebRTC, from a media server that speaks WHEP and asks who may look."""

from uuid import uuid4

import pytest

from tests.browser.test_streams import COMMANDER, HIDE, TEXT, becomes
from tests.support.live import wait_until
from tests.support.seat import Seat
from tests.support.whep import whep_server


@pytest.fixture
def camera(live, session):
    """Register a camera for as long as a test plays it; return its key."""
    desk = Seat(live.address, session("150600.duty1"))
    told = {
        "name": f"蒙飞 {uuid4().hex[:8]}", "name_en": "UAV 3", "kind": "uav",
        "region": "150622", "lat": 39.8, "lon": 111.2,
        "source": "mediamtx", "source_path": "lab",
    }  # fmt: skip
    status, card = desk.post("/api/cameras/", told)
    assert status == 201, card
    yield card["id"]
    status, said = desk.post(f"/api/cameras/{card['id']}/retire/", {"reason": "演示结束"})
    assert status == 200, said


def test_a_picture_over_webrtc_plays_freezes_goes_out_and_comes_back(live, seat, camera):
    """By a pass that the media server has judged here: no pass, no picture."""
    port = int(live.environment["JC_MEDIAMTX_WHEP"].split(":")[2].partition("/")[0])
    page = seat(COMMANDER, language="en", path=f"/v/live/{camera}/")
    tile = page.locator(f"#stream-{camera}")
    # The server is away: the tile says so, and tries again by itself.
    becomes(tile, "out", 120)
    assert "The media server does not answer" in tile.evaluate(TEXT)
    with whep_server(port, f"{live.address}/api/streams/admit/") as media:
        becomes(tile, "live", 120)
        assert tile.evaluate("(t) => t.dataset.by") == "webrtc"
        # Pictures come and show the same; then none come at all.
        for word in ("still", "freeze"):
            media.tell(word)
            becomes(tile, "frozen")
            assert "Picture frozen ·" in tile.evaluate(TEXT)
            media.tell("run")
            becomes(tile, "live", 120)
        assert media.tell("nothing")["looks"] >= 1
        media.stop()
        becomes(tile, "out", 120)
        assert "No picture" in tile.evaluate(TEXT)
        media.start()
        becomes(tile, "live", 120)
        # Without a pass of this system the media server shows nothing.
        refused = page.request.post(
            media.url, data="v=0", headers={"Content-Type": "application/sdp"}
        )
        assert refused.status == 401
        # Nobody looks any more: the place at the server is given back.
        page.evaluate(HIDE)
        wait_until(lambda: media.tell("nothing")["looks"] == 0, "the look to be ended")
