"""The tus server, request by request."""

import base64
from datetime import timedelta
from hashlib import sha1, sha256

import pytest
from django.test import Client
from django.utils.timezone import now

from command.core.models import MediaFile
from command.core.uploads import parts, tasks
from command.core.uploads.actions import sweep_uploads
from command.core.uploads.models import Upload
from tests import make
from tests.make import BAOTOU, ORDOS
from tests.support import uploading
from tests.support.client import client_of
from tests.support.uploading import (
    KNOWN,
    OCTETS,
    OVER,
    TUS,
    UNKNOWN,
    URL,
    announced,
    metadata,
    packed,
    picture,
    piece,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(person):
    return client_of(person)


@pytest.fixture
def content():
    return picture(size=(80, 60))


@pytest.fixture
def url(client, content):
    return announced(client, content)["Location"]


def test_the_server_says_what_it_can(purpose):
    for said in (Client().options(URL), Client().options(f"{URL}{KNOWN}")):
        assert said.status_code == 204
        assert said["Tus-Version"] == "1.0.0"
        assert set(said["Tus-Extension"].split(",")) == {
            "creation", "creation-with-upload", "checksum", "termination", "expiration",
        }  # fmt: skip
        assert said["Tus-Max-Size"] == str(8 * 1024 * 1024)
        assert said["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_comes_in_pieces_and_reaches_what_it_is_for(client, person, content):
    made = announced(client, content, filename="../../etc/\x00pass\u202ewd.jpg")
    url = made["Location"]
    assert (made.status_code, made["Upload-Offset"]) == (201, "0")
    assert "Upload-Expires" in made
    assert Upload.objects.get().filename == "passwd.jpg"
    first = piece(client, url, content[:1000], 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "1000")
    head = client.head(url, headers=TUS)
    assert (head["Upload-Offset"], head["Upload-Length"]) == ("1000", str(len(content)))
    assert head["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert client.get(url).json()["state"] == "receiving"
    assert piece(client, url, content[1000:], 1000).status_code == 204
    assert client.get(url).json()["state"] == "examining"
    assert not MediaFile.objects.exists()
    assert tasks.examine_due() == 1
    assert client.get(url).json() == {
        "state": "kept",
        "offset": len(content),
        "length": len(content),
        "sha256": sha256(content).hexdigest(),
        "reason": "",
        "reason_en": "",
    }
    assert [(person.pk, KNOWN, sha256(content).hexdigest())] == uploading.TAKEN
    assert tasks.examine_due() == 0
    # What is kept is not taken back, and its sender may ask again as often as the line breaks.
    assert client.delete(url, headers=TUS).status_code == 409
    again = announced(client, content)
    assert (again["Location"], again["Upload-Offset"]) == (url, str(len(content)))
    assert MediaFile.objects.count() == 1


def test_a_piece_comes_only_where_the_last_one_ended(client, url, content):
    assert piece(client, url, content[:10], 0).status_code == 204
    for offset in (0, 9, 11, len(content)):
        late = piece(client, url, b"x", offset)
        assert (late.status_code, late.json()["error"]["offset"]) == (409, 10)
    assert piece(client, url, content, 10).status_code == 413
    assert client.head(url, headers=TUS)["Upload-Offset"] == "10"


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_a_piece_that_was_damaged_leaves_nothing(client, url, content, name):
    make_digest = {"sha1": sha1, "sha256": sha256}[name]
    right = base64.b64encode(make_digest(content).digest()).decode()
    bad = piece(client, url, content[:-1] + b"?", 0, **{"upload-checksum": f"{name} {right}"})
    assert bad.status_code == 460
    assert client.head(url, headers=TUS)["Upload-Offset"] == "0"
    good = piece(client, url, content, 0, **{"upload-checksum": f"{name} {right}"})
    assert (good.status_code, good["Upload-Offset"]) == (204, str(len(content)))


def test_what_cannot_be_read_is_refused_and_changes_nothing(client, url, content):
    crooked = [
        {"upload-offset": "-1"}, {"upload-offset": ""}, {"upload-offset": "9" * 40},
        {"upload-offset": "0x1"}, {"upload-checksum": "md5 AAAA"}, {"upload-checksum": "sha1"},
        {"upload-checksum": "sha1 !!"},
    ]  # fmt: skip
    for headers in crooked:
        assert piece(client, url, content, 0, **headers).status_code == 400, headers
    plain = client.patch(url, content, content_type="image/jpeg", headers={**TUS})
    assert plain.status_code == 415
    old = client.patch(url, content, content_type=OCTETS, headers={"tus-resumable": "0.2.2"})
    assert (old.status_code, old["Tus-Version"]) == (412, "1.0.0")
    assert Upload.objects.get().offset == 0


def test_what_is_announced_is_judged_before_a_byte_is_sent(client, content):
    assert announced(client, content, length=2 * 1024**3).status_code == 413
    assert announced(client, content, length=0).status_code == 400
    assert announced(client, content, length=10**19).status_code == 400
    assert announced(client, content, subject=str(UNKNOWN)).status_code == 404
    for wrong in (
        {"purpose": "nothing"},
        {"subject": "../../etc"},
        {"sha256": "x" * 64},
        {"sha256": ""},
    ):
        assert announced(client, content, **wrong).status_code == 400, wrong
    for crooked in ("purpose", "purpose !!", "purpose /w==", "x " + "A" * 5000):
        said = {**TUS, "upload-length": "5", "upload-metadata": crooked}
        assert client.post(URL, headers=said).status_code == 400, crooked
    assert not Upload.objects.exists()
    assert parts.names() == []


def test_the_first_piece_may_come_with_the_announcement(client, content):
    said = {
        **TUS,
        "upload-length": str(len(content)),
        "upload-metadata": packed(metadata(content)),
    }
    made = client.post(URL, content, content_type=OCTETS, headers=said)
    assert (made.status_code, made["Upload-Offset"]) == (201, str(len(content)))
    # Announced and sent again because the answer was lost: nothing is written twice.
    again = client.post(URL, content, content_type=OCTETS, headers=said)
    assert again["Location"] == made["Location"]
    assert Upload.objects.get().state == "examining"


def test_nobody_reaches_anothers_upload(url, content):
    for other in (make.person(post, ORDOS) for post in ("commander", "observer")):
        stranger = client_of(other)
        assert stranger.get(url).status_code == 404
        assert stranger.head(url, headers=TUS).status_code == 404
        assert piece(stranger, url, content, 0).status_code == 404
        assert stranger.delete(url, headers=TUS).status_code == 404
    assert client_of(make.person("commander", BAOTOU)).get(url).status_code == 404
    assert Client().get(url).json()["error"]["code"] == "signed_out"
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = client_of(Upload.objects.get().person).cookies
    assert guarded.delete(url, headers=TUS).status_code == 403
    assert Upload.objects.get().state == "receiving"


def test_an_upload_that_its_sender_ends_leaves_nothing(
    client, url, content, django_capture_on_commit_callbacks
):
    piece(client, url, content[:100], 0)
    assert len(parts.names()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(url, headers=TUS).status_code == 204
    assert parts.names() == []
    assert client.head(url, headers=TUS).status_code == 410
    assert piece(client, url, content[100:], 100).status_code == 410
    assert client.delete(url, headers=TUS).status_code == 410
    assert announced(client, content)["Location"] != url


def test_what_is_not_gone_on_with_is_given_up(
    client, url, content, django_capture_on_commit_callbacks
):
    piece(client, url, content[:100], 0)
    stray = parts.path_of(UNKNOWN)
    stray.write_bytes(b"left by a server that was killed")
    tasks.sweep()
    assert Upload.objects.get().state == "receiving"
    assert [str(name) for name in parts.names()] == [url.rpartition("/")[2]]
    Upload.objects.update(expires_at=now() - timedelta(seconds=1))
    with parts.hold(Upload.objects.get().pk):
        assert sweep_uploads(actor=None) == 0  # its sender is back
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.sweep() == 1
    assert (Upload.objects.get().state, parts.names()) == ("gone", [])
    Upload.objects.update(touched_at=now() - timedelta(days=31))
    tasks.sweep()
    assert not Upload.objects.exists()


def test_nobody_sends_more_than_their_share(client, content, settings):
    url = announced(client, content)["Location"]
    settings.UPLOAD_OPEN = 1
    settings.UPLOAD_OPEN_BYTES = 3 * len(content)
    other = picture(seed=2, size=(80, 60))
    full = announced(client, other)
    assert (full.status_code, full["Retry-After"]) == (429, "2")
    assert announced(client, content)["Location"] == url  # the same one is no other
    settings.UPLOAD_OPEN = 10
    assert announced(client, other, length=2 * len(content) + 1).status_code == 429
    settings.UPLOAD_DAY_BYTES = len(content)
    piece(client, url, content, 0)
    assert announced(client, other).status_code == 429
    settings.UPLOAD_DAY_BYTES = 10**12
    settings.UPLOAD_FREE_BYTES = 10**18
    assert announced(client, other).status_code == 507
    assert Upload.objects.count() == 1
    settings.UPLOAD_FREE_BYTES = 0
    assert announced(client, other).status_code == 201
    # Nobody is held up by another's.
    assert announced(client_of(make.person("observer", ORDOS)), content).status_code == 201


def test_a_piece_on_two_lines_at_once_is_taken_from_one(client, url, content):
    with parts.hold(Upload.objects.get().pk):
        held = piece(client, url, content, 0)
        assert (held.status_code, held["Retry-After"]) == (423, "2")
        assert client.delete(url, headers=TUS).status_code == 423
        assert parts.is_wanted(Upload.objects.get().pk)
    assert piece(client, url, content, 0).status_code == 204


def test_the_sender_goes_back_to_what_the_disk_still_has(client, url, content):
    piece(client, url, content[:900], 0)
    path = parts.path_of(Upload.objects.get().pk)
    with path.open("r+b") as file:
        file.truncate(400)
    lost = piece(client, url, content[900:], 900)
    assert (lost.status_code, lost.json()["error"]["offset"]) == (409, 400)
    assert piece(client, url, content[400:], 400).status_code == 204
    # What a killed server wrote without acknowledging it is dropped.
    assert path.read_bytes() == content


def test_a_thing_that_closed_meanwhile_refuses_and_keeps_nothing(
    client, content, settings, django_capture_on_commit_callbacks
):
    url = announced(client, content, subject=str(OVER))["Location"]
    piece(client, url, content, 0)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.examine_due()
    said = client.get(url).json()
    assert (said["state"], said["reason"]) == ("refused", "It is over.")
    assert not MediaFile.objects.exists()
    assert [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()] == []
