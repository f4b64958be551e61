"""What strangers send, through the running system: its web processes, its worker, its disk."""

import io
import json
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from urllib.error import HTTPError
from urllib.request import Request
from uuid import uuid4

from PIL import Image
from tusclient.client import TusClient

from tests.incidents.imagery.made import scene
from tests.support.films import film
from tests.support.live import wait_until

OFFICER = "150600.duty1"
TOKEN = "t" * 32
PAGE = b"<script>alert(1)</script>"


def archive():
    """Make an archive that unpacks to ten megabytes, beside its folder."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("../../etc/passwd", b"x" * 10_000_000)
    return file.getvalue()


def png_of(width, height):
    """Make a PNG of a few bytes whose head speaks of gigapixels."""
    content = bytearray(scene(1, kind="PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def jpeg_of(width, height):
    """Make a JPEG of a few bytes whose head speaks of gigapixels."""
    content = bytearray(scene(1))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def flat(side):
    """Make a small PNG that truly unpacks to hundreds of megabytes."""
    file = io.BytesIO()
    Image.new("RGBA", (side, side)).save(file, "PNG")
    return file.getvalue()


def hostile():
    """Return files that must stay outside, by what they are."""
    jpeg, png, mp4 = scene(1, size=(400, 300)), scene(1, kind="PNG"), film(sound=None)
    return {
        "cut jpeg": jpeg[: len(jpeg) * 3 // 5], "cut film": mp4[: len(mp4) * 3 // 5],
        "png bomb": png_of(60_000, 60_000), "jpeg bomb": jpeg_of(65_000, 65_000),
        "deep png": flat(9000), "jpeg and zip": jpeg + archive(),
        "png and page": png[:8] + PAGE + png[8:], "film and zip": mp4 + archive(),
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + PAGE + b"</svg>",
        "playlist": b"#EXTM3U\nfile:///etc/passwd\n", "noise": b"\xff\xd8\xff" + b"\x41" * 4000,
    }  # fmt: skip


def announced(desk, incident, content):
    """Announce an image; return its key."""
    status, card = desk.post(
        "/api/images/announce/",
        {
            "image_id": str(uuid4()), "incident_id": incident, "kind": "photo", "tag": "",
            "caption": "", "source": "红岩-02", "taken_at": datetime.now(UTC).isoformat(),
            "original_sha256": sha256(content).hexdigest(), "original_size": len(content),
        },
    )  # fmt: skip
    assert status == 201, card
    return card["id"]


def sent(desk, image, content):
    """Send an original as a standard tus client does; return where it is followed."""
    headers = {"Cookie": f"sessionid={desk.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    said = {"purpose": "image", "subject": image, "sha256": sha256(content).hexdigest()}
    client = TusClient(f"{desk.address}/media/uploads/", headers=headers)
    uploader = client.uploader(file_stream=io.BytesIO(content), metadata=said)
    uploader.upload()
    return uploader.url.removeprefix(desk.address)


def previewed(desk, image, content):
    """Send a small picture as a phone does; return the status, if it says why."""
    request = Request(f"{desk.address}/m0/images/{image}/preview/", content, method="PUT")
    request.add_header("Cookie", f"sessionid={desk.session}; csrftoken={TOKEN}")
    request.add_header("X-CSRFToken", TOKEN)
    request.add_header("Content-Type", "image/jpeg")
    try:
        with desk.opener.open(request, timeout=60) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            said = json.loads(error.read())
        return error.code if said["error"]["message"] else None


def logs(live):
    """Return what the worker has complained about."""
    return (live.folder / "worker.log").read_text()


def test_hostile_files_are_refused_with_a_reason_and_leave_nothing(live, desk):
    officer = desk(OFFICER)
    status, card = officer.post(
        "/api/incidents/",
        {
            "event_type": "11A05", "region": "150621", "title": "恶意文件", "place": "昭君镇",
            "lat": 40.503, "lon": 109.795, "grade": 4, "source": "119",
            "occurred_at": datetime.now(UTC).isoformat(),
        },
        key=uuid4(),
    )  # fmt: skip
    assert status == 201, card
    files, places, before = hostile(), {}, len(logs(live))
    for what, content in files.items():
        image = announced(officer, card["id"], content)
        # First as the small picture of a phone: refused at once, by the web process's own box.
        assert previewed(officer, image, content) in {413, 415}, what
        # Then as the original: taken in, looked into by the worker's box, refused.
        places[what] = (image, sent(officer, image, content))
    good = scene(7, size=(640, 480))
    image = announced(officer, card["id"], good)
    assert previewed(officer, image, scene(7)) == 200
    followed = sent(officer, image, good)
    wait_until(lambda: officer.get(followed)[1]["state"] == "kept", "the good one to be kept")

    for what, (image, place) in places.items():
        wait_until(lambda at=place: officer.get(at)[1]["state"] == "refused", what)
        assert officer.get(place)[1]["reason"], what
        shown = officer.get(f"/api/images/{image}/")[1]
        assert (shown["stage"], shown["url"]) == ("announced", ""), what
    kept = {path.name for path in (live.folder / "media").rglob("*") if path.is_file()}
    assert not kept & {sha256(content).hexdigest() for content in files.values()}
    assert sha256(good).hexdigest() in kept
    assert "Traceback" not in logs(live)[before:]
