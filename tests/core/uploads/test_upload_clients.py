"""Standard clients, real sockets: pieces stream in, survive, and are never taken twice."""

import io
import multiprocessing
import os
import socket
import time
from contextlib import contextmanager
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
import requests
import uvicorn
from django.db import connection
from tusclient.client import TusClient

from command.asgi import application
from command.core.models import MediaFile
from command.core.uploads import parts, tasks
from command.core.uploads.models import Upload
from tests.support.live import free_port
from tests.support.uploading import headers_of, metadata, picture, served

pytestmark = pytest.mark.django_db(transaction=True)
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}
PATIENCE = 30


@pytest.fixture
def site(purpose):
    with served(application) as address:
        yield f"{address}/media/uploads/"


def uploader(site, person, content, size=2**40, **given):
    client = TusClient(site, headers=headers_of(person))
    made = client.uploader(
        file_stream=io.BytesIO(content),
        metadata=metadata(content, **given),
        chunk_size=size,
        retries=2,
        retry_delay=0,
    )
    made.upload_checksum = size < 2**40
    return made


@contextmanager
def opened(url, person, content, offset=0, **given):
    """Send the head of a PATCH and as much of the body as is given; keep the line open."""
    at = urlsplit(url)
    headers = {
        **PIECE, **headers_of(person), "Host": at.netloc, "Upload-Offset": str(offset), **given,
    }  # fmt: skip
    head = f"PATCH {at.path} HTTP/1.1\r\n" + "".join(
        f"{k}: {v}\r\n" for k, v in headers.items()
    )
    with socket.create_connection((at.hostname, at.port), timeout=PATIENCE) as line:
        line.sendall(head.encode() + b"\r\n" + content)
        yield line


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def written(size):
    key = Upload.objects.get().pk
    until(lambda: parts.path_of(key).exists() and parts.path_of(key).stat().st_size >= size)


def test_a_standard_client_sends_a_picture_in_pieces_and_it_is_kept(site, person):
    content = picture(size=(500, 400))
    sending = uploader(site, person, content, 100_000)
    sending.upload()
    upload = Upload.objects.get()
    assert sending.url.endswith(str(upload.pk))
    assert (upload.state, upload.offset) == ("examining", len(content))
    tasks.examine_one(str(upload.pk))
    said = requests.get(sending.url, headers=headers_of(person), timeout=10).json()
    assert said == {
        "state": "kept",
        "offset": len(content),
        "length": len(content),
        "sha256": sha256(content).hexdigest(),
        "reason": "",
        "reason_en": "",
    }
    assert MediaFile.objects.get().sha256 == said["sha256"]
    assert parts.names() == []
    again = uploader(site, person, content)
    again.upload()
    assert again.url == sending.url


def test_what_came_before_the_line_broke_is_not_sent_again(site, person, settings):
    """A line that breaks, one that only falls silent, and the sender back on another."""
    settings.UPLOAD_YIELD_S = 0.2
    content = picture(size=(1600, 1000))
    sending = uploader(site, person, content)
    url = sending.create_url()
    whole = {"Content-Length": str(len(content))}
    with opened(url, person, content[:600_000], **whole):
        written(256 * 1024)
    until(lambda: Upload.objects.get().offset == 600_000)
    rest = {"Content-Length": str(len(content) - 600_000)}
    with opened(url, person, content[600_000:900_000], 600_000, **rest) as line:
        written(600_000 + 256 * 1024)
        headers = {**PIECE, **headers_of(person), "Upload-Offset": "600000"}
        held = requests.patch(url, b"x", headers=headers, timeout=10)
        assert held.status_code == 423
        # The old line is let go, with what came over it.
        assert line.recv(100).startswith(b"HTTP/1.1 408 ")
    until(lambda: Upload.objects.get().offset == 900_000)
    sending.url, sending.offset = url, 900_000
    sending.upload()
    tasks.examine_one(str(Upload.objects.get().pk))
    assert Upload.objects.get().state == "kept"


def test_pieces_that_are_wrong_on_the_wire_leave_nothing(site, person):
    content = picture(size=(600, 400))
    made = requests.post(
        site,
        b"",
        headers={
            **TUS, **headers_of(person), "Upload-Length": str(len(content)),
            "Upload-Metadata": ",".join(uploader(site, person, content).encode_metadata()),
        },
        timeout=10,
    )  # fmt: skip
    url = requests.compat.urljoin(site, made.headers["Location"])
    headers = {**PIECE, **headers_of(person), "Upload-Offset": "0"}
    bad = {**headers, "Upload-Checksum": "sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk="}
    garbled = requests.patch(url, content, headers=bad, timeout=10)
    assert (garbled.status_code, garbled.json()["error"]["code"]) == (460, "garbled")
    assert garbled.headers["Tus-Resumable"] == "1.0.0"
    # Without a length nobody knows beforehand that it will be too much.
    stream = (content + b"x" for _ in range(1))
    assert requests.patch(url, stream, headers=headers, timeout=10).status_code == 413
    assert Upload.objects.get().offset == 0
    assert requests.patch(url, content, headers=headers, timeout=10).status_code == 204
    assert Upload.objects.get().state == "examining"


def test_a_body_that_is_too_large_is_refused_unread_and_by_anybody(site, settings):
    settings.BODY_LIMIT = 100_000
    place = requests.compat.urljoin(site, "/sign-in/")
    told = requests.post(place, b"x" * 100_001, timeout=10)
    assert (told.status_code, told.headers["Connection"]) == (413, "close")
    untold = requests.post(place, (b"x" * 1000 for _ in range(200)), timeout=10)
    assert untold.status_code == 413
    assert requests.post(place, b"x" * 100, timeout=10).status_code == 403
    # A stranger's piece is not even looked at.
    said = requests.patch(
        f"{site}{'0' * 8}-0000-7000-8000-{'0' * 12}", headers=PIECE, timeout=10
    )
    assert said.status_code in {401, 403}


def serve(port):
    uvicorn.run(application, port=port, log_level="error", lifespan="off", ws="none")


@contextmanager
def forked():
    """Serve in another process until the end; yield its site, and how to kill it before."""
    connection.close()  # not to be shared
    port = free_port()
    server = multiprocessing.get_context("fork").Process(target=serve, args=(port,))
    server.start()

    def kill():
        server.kill()
        server.join(10)

    try:
        until(lambda: answers(port))
        yield f"http://127.0.0.1:{port}/media/uploads/", kill
    finally:
        kill()


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_killed_server_has_all_that_it_acknowledged(person):
    """Killed twice in mid-piece; what was acknowledged is never asked for again."""
    content = os.urandom(7_500_000)
    path, acknowledged = None, 0
    for _killed in range(2):
        with forked() as (site, kill):
            sending = resumed(site, path, person, content)
            path = urlsplit(sending.url).path
            assert sending.offset >= acknowledged
            sending.upload_chunk()
            sending.upload_chunk()
            acknowledged = sending.offset
            rest = content[acknowledged:]
            length = {"Content-Length": str(len(rest))}
            half = rest[: len(rest) // 2]
            with opened(sending.url, person, half, acknowledged, **length):
                written(acknowledged + 256 * 1024)
                kill()
        upload = Upload.objects.get()
        assert upload.offset >= acknowledged
        there = parts.path_of(upload.pk).read_bytes()
        assert there[: upload.offset] == content[: upload.offset]
    with served(application) as address:
        resumed(f"{address}/media/uploads/", path, person, content).upload()
    upload = Upload.objects.get()
    assert (upload.offset, upload.state) == (len(content), "examining")
    assert parts.path_of(upload.pk).read_bytes() == content


def resumed(site, path, person, content):
    sending = uploader(site, person, content, 1_000_000)
    sending.url = requests.compat.urljoin(site, path) if path else sending.create_url()
    sending.offset = sending.get_offset()
    return sending
