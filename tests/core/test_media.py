"""Keeping pictures: what is taken, where it lies, who gets it."""

import contextlib
import io
import os
import stat
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now
from PIL import Image

from command.core import authority, media
from command.core.actions import store_media
from command.core.errors import TooLarge, WrongKind
from command.core.models import Duty, Exercise, MediaFile, Person
from tests import make
from tests.make import BAOTOU, ORDOS
from tests.support.client import client_of
from tests.support.race import race

pytestmark = pytest.mark.django_db

Post = Duty.Post


def picture(kind="JPEG", size=(64, 48), seed=1, **given):
    noise = Random(seed).randbytes(size[0] * size[1] * 3)  # noqa: S311  to be repeated
    file = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(file, kind, **given)
    return file.getvalue()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def person():
    return make.person(Post.TEAM_LEADER, ORDOS)


def files(store):
    return sorted(p.relative_to(store).as_posix() for p in store.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")],
)
def test_a_picture_is_kept_as_it_came(person, store, kind, content_type):
    content = picture(kind)
    kept = store_media(actor=person, content=content)
    name = sha256(content).hexdigest()
    assert (kept.sha256, kept.content_type, kept.size) == (name, content_type, len(content))
    assert (kept.width, kept.height, kept.origin) == (64, 48, ORDOS)
    assert files(store) == [f"{name[:2]}/{name[2:4]}/{name}"]
    place = media.path_of(name)
    assert place.read_bytes() == content
    assert stat.S_IMODE(place.stat().st_mode) & 0o222 == 0


def test_what_phones_with_several_lenses_send_is_a_jpeg(person):
    second = Image.new("RGB", (64, 48))
    content = picture("MPO", save_all=True, append_images=[second])
    assert store_media(actor=person, content=content).content_type == "image/jpeg"


def test_where_a_picture_was_taken_stays_in_it(person):
    exif = Image.Exif()
    exif[0x010F] = "示例"
    content = picture(exif=exif)
    kept = store_media(actor=person, content=content)
    assert media.path_of(kept.sha256).read_bytes() == content


def test_the_same_content_is_one_file_and_one_row_for_each_authority(person, store):
    other = make.person(Post.OBSERVER, BAOTOU)
    content = picture()
    rows = [store_media(actor=actor, content=content).pk for actor in (person, person, other)]
    assert rows[0] == rows[1] != rows[2]
    assert MediaFile.objects.count() == 2
    assert len(files(store)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_content_from_many_at_once_is_one_row(store):
    person, content = make.person(Post.OBSERVER, ORDOS), picture()
    kept = race(lambda: store_media(actor=person, content=content).pk, times=8)
    assert len(set(kept)) == 1
    assert MediaFile.objects.count() == 1
    assert len(files(store)) == 1


def test_a_picture_of_an_exercise_has_a_row_of_its_own(person):
    content = picture()
    with transaction.atomic(), authority.acting_as(ORDOS):
        exercise = Exercise.objects.create(
            origin=ORDOS, scenario="S1", speed=1, started_at=now(), room="exercise.1"
        )
    real = store_media(actor=person, content=content)
    with authority.in_exercise(exercise.pk):
        played = store_media(actor=person, content=content)
    assert (real.exercise_id, played.exercise_id) == (None, exercise.pk)
    assert real.pk != played.pk


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("picture.jpg", picture())
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WHOLE = {kind: picture(kind) for kind in ("JPEG", "PNG", "WEBP")}
NOT_TAKEN = {
    "nothing": b"",
    "text": b"not a picture",
    "svg": SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "zip": archive(),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "pdf": picture("PDF"),
    "nul": b"\x00" * 1000,
    "jpeg head": WHOLE["JPEG"][:20],
    "jpeg cut": WHOLE["JPEG"][: len(WHOLE["JPEG"]) // 2],
    "png cut": WHOLE["PNG"][: len(WHOLE["PNG"]) // 2],
    "webp cut": WHOLE["WEBP"][: len(WHOLE["WEBP"]) // 2],
    "png magic": b"\x89PNG\r\n\x1a\n" + SVG,
}


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_no_whole_picture_leaves_nothing_behind(person, store, what):
    with pytest.raises(WrongKind):
        store_media(actor=person, content=NOT_TAKEN[what])
    assert not MediaFile.objects.exists()
    assert not store.exists()


def bomb(width, height):
    """Make a tiny PNG that claims to be huge."""
    content = bytearray(picture("PNG"))
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    return bytes(content)


@pytest.mark.parametrize("size", [(8000, 7000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_unpacks_to_too_much_is_refused_unread(person, store, size):
    with pytest.raises((TooLarge, WrongKind)):
        store_media(actor=person, content=bomb(*size))
    assert not store.exists()


def test_a_file_beyond_the_limit_is_refused(person, store, settings):
    content = picture()
    settings.MEDIA_LIMIT = len(content)
    store_media(actor=person, content=content)
    with pytest.raises(TooLarge) as refusal:
        store_media(actor=person, content=content + b"\x00")
    assert refusal.value.detail == {"limit_bytes": len(content)}
    assert len(files(store)) == 1


@pytest.mark.parametrize("kind", WHOLE)
def test_damage_anywhere_is_taken_or_refused_but_never_fails(person, kind):
    random = Random(7)  # noqa: S311  to be repeated
    for _ in range(120):
        content = bytearray(WHOLE[kind])
        for _ in range(random.randint(1, 8)):
            content[random.randrange(len(content))] = random.randrange(256)
        with contextlib.suppress(WrongKind, TooLarge):
            media.examine(bytes(content))


def test_a_failing_disk_leaves_neither_file_nor_row(person, store, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store_media(actor=person, content=picture())
    assert files(store) == []
    assert not MediaFile.objects.exists()


@pytest.fixture
def shown(monkeypatch):
    """Name the people to whom an app shows every file."""
    people: list[Person] = []
    monkeypatch.setattr(media, "SEERS", [lambda sha256, person: person in people])
    return people


def test_who_may_see_a_file_gets_its_bytes_and_nothing_is_guessed(person, shown):
    shown.append(person)
    content = picture("PNG")
    kept = store_media(actor=person, content=content)
    answer = client_of(person).get(f"/media/{kept.sha256}")
    assert answer.content == content
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="{kept.sha256[:16]}.png"'
    assert answer["Cache-Control"] == "private, no-cache"
    again = client_of(person).get(
        f"/media/{kept.sha256}", headers={"if-none-match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_hidden_file_and_a_missing_one_look_the_same(person, shown):
    kept = store_media(actor=person, content=picture())
    client = client_of(person)
    hidden = client.get(f"/media/{kept.sha256}", headers={"if-none-match": f'"{kept.sha256}"'})
    missing = client.get(f"/media/{'0' * 64}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_a_stranger_is_sent_to_the_sign_in(person, shown):
    kept = store_media(actor=person, content=picture())
    assert Client().get(f"/media/{kept.sha256}").status_code == 302


@pytest.mark.parametrize("name", ["x", "A" * 64, "0" * 63, "0" * 65, "../../etc/passwd", "%00"])
def test_a_name_that_is_no_hash_names_no_file(person, name):
    assert client_of(person).get(f"/media/{name}").status_code == 404


def test_a_row_whose_bytes_are_not_here_yet_is_no_failure(person, shown):
    shown.append(person)
    kept = store_media(actor=person, content=picture())
    Path(media.path_of(kept.sha256)).unlink()
    assert client_of(person).get(f"/media/{kept.sha256}").status_code == 404


def test_behind_nginx_the_bytes_are_sent_by_nginx(person, shown, settings):
    settings.MEDIA_ACCEL = "/kept/"
    shown.append(person)
    name = store_media(actor=person, content=picture()).sha256
    answer = client_of(person).get(f"/media/{name}")
    assert answer["X-Accel-Redirect"] == f"/kept/{name[:2]}/{name[2:4]}/{name}"
    assert answer.content == b""


def test_an_app_is_asked_once_however_often_it_enters(monkeypatch):
    monkeypatch.setattr(media, "SEERS", [])

    def seer(sha256, person):
        return True

    media.enter_seer(seer)
    media.enter_seer(seer)
    assert [seer] == media.SEERS
