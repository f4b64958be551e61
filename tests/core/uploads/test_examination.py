"""What is let in, what is not, and that looking at it can do nothing."""

import importlib
import io
import json
import os
import platform
import subprocess
import sys
import zipfile
import zlib
from hashlib import sha256

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from PIL import Image

from command.core import boxes, media, opening
from command.core.errors import Refusal
from command.core.opening import NotExamined
from command.core.uploads import parts, purposes, tasks
from command.core.uploads.actions import begin_upload, receive_piece
from command.core.uploads.examination import examine
from command.core.uploads.models import Upload
from command.core.uploads.sandbox import jail
from tests.support.films import film
from tests.support.uploading import KNOWN, picture

KINDS = purposes.IMAGES | purposes.VIDEOS | purposes.SOUNDS


@pytest.fixture(scope="module")
def films():
    return {
        "video/mp4": film(
            creation_time="2027-03-19T04:03:04.000000Z", location="+40.5030+109.7970/"
        ),
        "video/quicktime": film("mov", sound=None),
        "video/webm": film("webm", "libvpx", "libopus"),
        "audio/mp4": film("ipod", picture=None),
        "audio/webm": film("webm", None, "libopus"),
        "audio/ogg": film("ogg", None, "libopus"),
    }  # fmt: skip


@pytest.fixture
def looked(tmp_path):
    def look(content):
        path = tmp_path / "arrived"
        path.write_bytes(content)
        return examine(path, claimed_sha256=sha256(content).hexdigest(), kinds=KINDS)

    return look


def camera(**given):
    """Make what a phone on its side sends: turned, with time, place, bearing and an error."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = 6, "Example", "P1"
    exif.get_ifd(0x8769).update({36867: "2027:03:19 12:03:04", 36881: "+08:00"})
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (40.0, 30.0, 10.8), 3: "E", 4: (109.0, 47.0, 49.2), 17: 290.4, 31: 8.0}
    )
    return picture(size=(640, 480), exif=exif, **given)


def test_a_picture_is_seen_upright_with_what_it_claims(looked):
    content = camera()
    found = looked(content)
    assert (found.seen.content_type, found.seen.width, found.seen.height) == (
        "image/jpeg", 640, 480,
    )  # fmt: skip
    assert found.seen.claimed == {
        "taken_at": "2027-03-19T12:03:04+08:00",
        "lat": 40.503,
        "lon": 109.797,
        "accuracy_m": 8.0,
        "bearing_deg": 290,
        "device": "Example P1",
    }
    for size, side in {"small": (360, 480), "large": (480, 640)}.items():
        with Image.open(io.BytesIO(found.previews[size])) as small:
            assert (small.format, small.size) == ("WEBP", side)
            assert not small.getexif()
            assert not {"exif", "xmp", "icc_profile"} & set(small.info)


def test_videos_and_sounds_are_known_by_their_content(looked, films):
    for kind, content in films.items():
        found = looked(content)
        assert found.seen.content_type == kind
        assert 900 < found.seen.duration_ms < 1200, kind
        assert set(found.previews) == (set(media.PREVIEWS) if "video" in kind else set())
    claimed = looked(films["video/mp4"]).seen.claimed
    assert claimed == {"taken_at": "2027-03-19T04:03:04+00:00", "lat": 40.503, "lon": 109.797}


def archive(deep=b"x" * 10_000_000):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("../../etc/passwd", deep)
    return file.getvalue()


def bomb(width, height, content):
    """Make a tiny PNG that claims to be huge."""
    content = bytearray(content)
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    return bytes(content)


# The box of a film, and no film in it.
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\x08\0mdat" + b"\x5a" * 2040
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bad(films):
    """Yield what must stay outside: what it is, its bytes, and the word for why."""
    jpeg, png = picture(size=(300, 200)), picture("PNG", size=(300, 200))
    for name, content in {
        "svg": SVG, "html": b"<!doctype html><script>alert(1)</script>", "zip": archive(),
        "gif": picture("GIF"), "pdf": picture("PDF"), "elf": b"\x7fELF" + b"\0" * 99,
        "playlist": b"#EXTM3U\nfile:///etc/passwd", "nothing much": b"\0" * 5000,
        "matroska": film("matroska", sound=None),
        "heic of a telephone": HEIC, "avif": HEIC.replace(b"heic", b"avif"),
    }.items():  # fmt: skip
        yield name, content, "kind"
    for kind, content in {"jpeg": jpeg, "png": png, "webp": picture("WEBP"), **films}.items():
        if kind != "audio/ogg":  # pages without an end look the same
            yield f"{kind} cut", content[: len(content) * 3 // 5], "broken"
    yield "png that is a page", png[:8] + SVG + png[8:], "disguised"
    yield "jpeg and zip", jpeg + archive(b"x"), "disguised"
    yield "film and zip", films["video/mp4"] + archive(b"x"), "disguised"
    yield "film and more", films["video/mp4"] + b"\0" * 64, "broken"
    yield "png of 56 megapixels", bomb(8000, 7000, png), "pixels"
    yield "png of 3.6 gigapixels", bomb(60_000, 60_000, png), "pixels"


def test_bad_files_are_refused_clearly(looked, films):
    for name, content, why in bad(films):
        try:
            looked(content)
        except Refusal as refusal:
            assert refusal.message == opening.WHY[why], name  # noqa: PT017  says which
        else:
            pytest.fail(f"{name} was let in")


def test_what_unpacks_to_too_much_ends_the_process_and_not_the_server(looked, settings):
    settings.SANDBOX_MEMORY = 200 * 1024 * 1024
    with pytest.raises(Refusal) as refusal:
        looked(plain_png(7000, 7000))
    assert refusal.value.message in {opening.WHY["memory"], opening.WHY["broken"]}


def plain_png(width, height):
    file = io.BytesIO()
    Image.new("RGBA", (width, height)).save(file, "PNG")
    return file.getvalue()


def test_what_takes_too_long_is_given_up(looked, settings):
    settings.SANDBOX_WALL_S = 0.01
    with pytest.raises(Refusal) as refusal:
        looked(plain_png(4000, 4000))  # no machine opens 64 MB in 10 ms
    assert refusal.value.message == opening.WHY["time"]


def test_what_is_not_what_was_announced_is_refused(tmp_path):
    path = tmp_path / "arrived"
    path.write_bytes(picture())
    with pytest.raises(Refusal) as refusal:
        examine(path, claimed_sha256="0" * 64, kinds=KINDS)
    assert refusal.value.code == "other_content"


ESCAPES = """
import json, os, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
import jail, ctypes
libc = ctypes.CDLL(None, use_errno=True)
jail.set_apart()
got = {"locks": jail.lock_in(memory=2**30, cpu_s=5, file_bytes=1000)}
def tried(name, func):
    try:
        func()
        got[name] = "open"
    except OSError:
        got[name] = "shut"
tried("file", lambda: open("/etc/passwd"))
tried("write", lambda: open("/tmp/x", "w"))
tried("socket", socket.socket)
tried("fork", os.fork)
tried("exec", lambda: os.execv("/bin/true", ["true"]))
tried("kill", lambda: os.kill(1, 0))
tried("list", lambda: os.listdir("/"))
print(json.dumps(got))
"""


def test_the_locked_process_can_open_start_and_reach_nothing():
    words = [sys.executable, "-I", "-c", ESCAPES, str(boxes.BOX.parent)]
    done = subprocess.run(words, capture_output=True, check=True, env={}, text=True)
    got = json.loads(done.stdout)
    assert {"limits", "calls"} <= set(got.pop("locks"))
    assert set(got.values()) == {"shut"}, got


def test_where_the_process_cannot_be_locked_in_nothing_is_opened(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(boxes.BOX.parent)
    box, images = importlib.import_module("box"), importlib.import_module("images")
    with (tmp_path / "never read").open("w+b") as file, pytest.raises(images.Refused) as why:
        box.look({"strict": True}, file, "image", ["limits"])
    assert isinstance(opening.refusal_of(str(why.value)), NotExamined)


def judged(machine, architecture, number):
    """Return what the filter of a processor says of a call, run as the kernel runs it."""
    lines, at, loaded = jail.rules(machine), 0, 0
    while True:
        code, over, else_over, value = lines[at]
        at += 1
        if code == jail.RETURN:
            return value
        if code == jail.LOAD:
            loaded = {4: architecture, 0: number}[value]
        else:
            at += over if loaded == value else else_over


# Of the kernel's own tables: socket, openat, execve, clone, ptrace, kill.
NEVER = {"x86_64": (41, 257, 59, 56, 101, 62), "aarch64": (198, 56, 221, 220, 117, 129)}


@pytest.mark.parametrize("machine", jail.PROCESSORS)
def test_each_processor_has_a_filter_that_lets_the_same_calls_through(machine):
    own, column = jail.PROCESSORS[machine]
    known = {numbers[column] for numbers in jail.CALLS.values()} - {None}
    let = {n for n in range(600) if judged(machine, own, n) == jail.ALLOW}
    assert let == known
    assert not let & set(NEVER[machine])
    assert judged(machine, own, 0x40000000) == jail.ERRNO_EPERM  # the x32 way round it
    for other in {one for one, _ in jail.PROCESSORS.values()} - {own}:
        assert judged(machine, other, next(iter(known))) == jail.KILL


def test_without_locks_nothing_starts(monkeypatch, settings):
    config = apps.get_app_config("uploads")
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(ImproperlyConfigured, match="JC_SANDBOX_STRICT"):
        config.ready()
    settings.SANDBOX_STRICT = False
    config.ready()


def test_a_box_that_was_killed_is_replaced_and_the_file_is_looked_into():
    content = picture()
    before = media.examine(content)
    [key] = [key for key in boxes._boxes if key == (os.getpid(), "images")]
    killed = boxes._boxes[key].process
    killed.kill()
    killed.wait(10)
    assert media.examine(content) == before
    assert boxes._boxes[key].process.pid != killed.pid


@pytest.mark.django_db
def test_a_bad_file_leaves_its_reason_and_nothing_else(
    person, settings, django_capture_on_commit_callbacks
):
    """Refused in the language of its sender, off the disk, and free to be sent anew."""
    content = archive()
    upload, _new = begin_upload(
        actor=person, purpose="test", subject=KNOWN, filename="photo.jpg",
        sha256=sha256(content).hexdigest(), length=len(content),
    )  # fmt: skip
    with parts.hold(upload.pk) as file:
        file.write(content)
    receive_piece(actor=person, upload_id=upload.pk, offset=len(content))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.examine_one(str(upload.pk))
    kept = Upload.objects.get()
    assert (kept.state, kept.due_at) == ("refused", None)
    assert kept.reason
    assert [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()] == []
