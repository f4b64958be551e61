"""Standard clients, real sockets: pieces stream in, survive, and are never taken twice."""

import io
from hashlib import sha256

import pytest
import requests
from tusclient.client import TusClient

from command.asgi import application
from command.core.models import Duty, MediaFile
from command.core.uploads import parts, purposes, tasks
from command.core.uploads.models import Upload
from tests import make
from tests.make import ORDOS
from tests.support import uploading
from tests.support.uploading import headers_of, metadata, picture, served

pytestmark = pytest.mark.django_db(transaction=True)
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def person():
    return make.person(Duty.Post.TEAM_LEADER, ORDOS)


@pytest.fixture
def site(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(purposes, "PURPOSES", dict(purposes.PURPOSES))
    uploading.enter()
    with served(application) as address:
        yield f"{address}/media/uploads/"


def sent(site, person, content, size, **given):
    client = TusClient(site, headers=headers_of(person))
    uploader = client.uploader(
        retries=2,
        retry_delay=0,
        file_stream=io.BytesIO(content),
        metadata=metadata(content, **given),
        chunk_size=size,
    )
    uploader.upload_checksum = True
    uploader.upload()
    return uploader.url


def test_a_standard_client_sends_a_picture_in_pieces_and_it_is_kept(site, person):
    content = picture(size=(500, 400))
    url = sent(site, person, content, 100_000)
    upload = Upload.objects.get()
    assert url.endswith(str(upload.pk))
    assert (upload.state, upload.offset) == ("examining", len(content))
    tasks.examine_one(str(upload.pk))
    said = requests.get(url, headers=headers_of(person), timeout=10).json()
    assert said == {
        "state": "kept",
        "offset": len(content),
        "length": len(content),
        "sha256": sha256(content).hexdigest(),
        "reason": "",
    }
    assert MediaFile.objects.get().sha256 == said["sha256"]
    assert parts.names() == []
    assert sent(site, person, content, len(content) + 1) == url
