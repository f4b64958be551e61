"""Files for tests, a purpose that takes them, and a server that takes them in."""

import base64
import io
import threading
import time
from contextlib import contextmanager
from hashlib import sha256
from random import Random
from uuid import UUID

import uvicorn
from django.conf import settings
from PIL import Image

from command.core.errors import Conflict, NotThere
from command.core.uploads import purposes
from command.core.uploads.purposes import Purpose
from tests.support.client import client_of
from tests.support.live import free_port

KNOWN = UUID("01890000-0000-7000-8000-00000000f00d")
UNKNOWN = UUID("01890000-0000-7000-8000-000000000bad")
OVER = UUID("01890000-0000-7000-8000-0000000000ed")  # closed when the file arrives
URL = "/media/uploads/"
TUS = {"tus-resumable": "1.0.0"}
OCTETS = "application/offset+octet-stream"
TAKEN: list[tuple[UUID, UUID, str]] = []


def may(person, subject):
    if subject not in {KNOWN, OVER}:
        raise NotThere("There is no such thing.")


def take(person, subject, media):
    if subject == OVER:
        raise Conflict("It is over.")
    TAKEN.append((person.pk, subject, media.sha256))


def enter(limit=8 * 1024 * 1024):
    kinds = purposes.IMAGES | purposes.VIDEOS | purposes.SOUNDS
    purposes.enter("test", Purpose(may=may, take=take, kinds=kinds, limit_bytes=limit))


def picture(kind="JPEG", size=(64, 48), seed=1, **given):
    noise = Random(seed).randbytes(size[0] * size[1] * 3)  # noqa: S311  to be repeated
    file = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(file, kind, **given)
    return file.getvalue()


def metadata(content, **given):
    return {
        "purpose": "test",
        "subject": str(KNOWN),
        "sha256": sha256(content).hexdigest(),
        "filename": "IMG_0001.jpg",
    } | given


def packed(said):
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())


def announced(client, content, *, length=None, **given):
    said = {
        **TUS,
        "upload-length": str(len(content) if length is None else length),
        "upload-metadata": packed(metadata(content, **given)),
    }
    return client.post(URL, headers=said)


def piece(client, url, content, offset, **given):
    headers = {**TUS, "upload-offset": str(offset), **given}
    return client.patch(url, content, content_type=OCTETS, headers=headers)


def headers_of(person):
    """Return what a signed-in client sends, the token included."""
    client = client_of(person)
    token = "t" * 32
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies['sessionid'].value}"
    return {"Cookie": f"{cookie}; csrftoken={token}", "X-CSRFToken": token}


@contextmanager
def served(application):
    """Serve an application in this process; yield its address."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, log_level="warning", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
