"""Files as they are served: in parts, with their hash, and never run."""

import asyncio
import base64
from hashlib import sha256

import pytest
from django.test import AsyncRequestFactory

from command.core import media
from command.core.actions import store_media
from command.core.models import Duty
from command.core.uploads import tasks
from command.core.views import ranges
from tests import make
from tests.make import ORDOS
from tests.support.client import client_of
from tests.support.uploading import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """Keep a picture that its owner may see; return its content, its path and a client."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CELERY_BROKER_URL = "memory://"
    person = make.person(Duty.Post.TEAM_LEADER, ORDOS)
    monkeypatch.setattr(media, "SEERS", [lambda name, who: who == person])
    content = picture("PNG", size=(500, 300))
    row = store_media(actor=person, content=content)
    return content, f"/media/{row.sha256}", client_of(person)


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999", 5, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(kept, asked, start, stop):
    content, url, client = kept
    answer = client.get(url, headers={"range": asked})
    wanted = content[start:stop]
    sent = answer.getvalue()
    assert (answer.status_code, sent) == (206, wanted)
    first = content.index(wanted) if len(wanted) > 1 else 0
    last = first + len(wanted) - 1
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer["Content-Length"] == str(len(wanted))


def test_the_whole_is_sent_where_no_single_part_can_be_meant(kept):
    content, url, client = kept
    for asked in ("bytes=1-2,5-6", "bytes=9-3", "bytes=-", "lines=1-2", "bytes=a-b"):
        answer = client.get(url, headers={"range": asked})
        assert (answer.status_code, answer.getvalue()) == (200, content)
    other = client.get(url, headers={"range": "bytes=0-9", "if-range": '"another"'})
    same = client.get(url, headers={"range": "bytes=0-9", "if-range": other["ETag"]})
    assert (other.status_code, same.status_code) == (200, 206)
    beyond = client.get(url, headers={"range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(content)}")


def test_an_original_comes_with_its_hash_and_runs_nothing(kept):
    content, url, client = kept
    answer = client.get(f"{url}?download")
    digest = base64.b64encode(sha256(content).digest()).decode()
    assert answer["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Accept-Ranges"] == "bytes"
    head = client.head(url)
    assert (head["Content-Length"], head.getvalue()) == (str(len(content)), b"")


async def test_a_large_file_is_read_piece_by_piece_beside_the_loop(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(bytes(range(256)) * 4096)
    request = AsyncRequestFactory().get("/", headers={"range": "bytes=3-"})
    answer = await asyncio.to_thread(ranges.send, request, path, '"x"')
    assert isinstance(answer, ranges.Stretch)
    chunks = [len(chunk) async for chunk in answer]
    assert sum(chunks) == path.stat().st_size - 3
    assert max(chunks) <= ranges.CHUNK
    answer.close()


def test_previews_are_made_small_upright_and_bare(kept):
    _content, url, client = kept
    before = client.get(f"{url}/small/")
    assert before["Content-Type"] == "image/png"  # it stands for itself until they are made
    tasks.make_previews(url.rpartition("/")[2])
    for size, side in media.PREVIEWS.items():
        answer = client.get(f"{url}/{size}/")
        assert answer["Content-Type"] == "image/webp"
        assert answer.getvalue()[:4] == b"RIFF"
        assert max(300, 500) >= side or size == "large"
    again = client.get(f"{url}/small/", headers={"if-none-match": f'"{url[7:]}.small"'})
    assert again.status_code == 304
    assert client.get(f"{url}/huge/").status_code == 404
