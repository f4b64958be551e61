"""The hook for a malware scanner, against a small server that speaks clamd's protocol."""

import io
import socket
import struct
import threading
from contextlib import contextmanager
from hashlib import sha256

import pytest

from command.core import scanning
from command.core.actions import store_media
from command.core.models import MediaFile
from command.core.uploads import parts, tasks
from command.core.uploads.actions import begin_upload, receive_piece
from command.core.uploads.models import Upload
from tests.support.live import free_port
from tests.support.uploading import KNOWN, picture

EVIL = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
LIMIT = 1_000_000


def whole(line, size):
    got = b""
    while len(got) < size:
        more = line.recv(size - len(got))
        if not more:
            raise EOFError
        got += more
    return got


def verdict(line):
    """Read one command as clamd does and return what clamd would say."""
    if whole(line, 10) != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND\0"
    content = b""
    while size := struct.unpack(">I", whole(line, 4))[0]:
        content += whole(line, size)
        if len(content) > LIMIT:
            return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Eicar-Test-Signature FOUND\0" if EVIL in content else b"stream: OK\0"


@contextmanager
def clamd(family=socket.AF_INET, address=("127.0.0.1", 0)):
    server = socket.socket(family)
    server.bind(address)
    server.listen()

    def serve():
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line:
                try:
                    line.sendall(verdict(line))
                except (OSError, EOFError):
                    continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


@pytest.fixture
def scanner(settings):
    with clamd() as server:
        settings.SCAN = f"127.0.0.1:{server.getsockname()[1]}"
        yield


def checked(content):
    return scanning.check(io.BytesIO(content))


def test_without_a_scanner_nothing_is_scanned(settings):
    settings.SCAN = ""
    assert checked(EVIL) == ""


def test_the_scanner_is_asked_and_believed(scanner, settings, tmp_path):
    assert checked(b"x" * 300_000) == "clean"
    with pytest.raises(scanning.Infected) as refusal:
        checked(b"x" * 100_000 + EVIL)
    assert refusal.value.detail == {"found": "Eicar-Test-Signature"}
    with clamd(socket.AF_UNIX, str(tmp_path / "clamd")):
        settings.SCAN = f"unix:{tmp_path / 'clamd'}"
        assert checked(b"x") == "clean"


def test_what_cannot_be_scanned_waits_or_is_noted(scanner, settings):
    """Too large for the scanner, or the scanner is not there: as the policy says."""
    too_large = b"x" * (3 * LIMIT)
    with pytest.raises(scanning.ScannerSilent):
        checked(too_large)
    settings.SCAN_UNREACHABLE = "pass"
    assert checked(too_large) == "not scanned"
    settings.SCAN = f"127.0.0.1:{free_port()}"
    assert checked(b"x") == "not scanned"
    settings.SCAN_UNREACHABLE = "wait"
    with pytest.raises(scanning.ScannerSilent):
        checked(b"x")


def arrived(person, content):
    upload, _new = begin_upload(
        actor=person, purpose="test", subject=KNOWN, filename="",
        sha256=sha256(content).hexdigest(), length=len(content),
    )  # fmt: skip
    with parts.hold(upload.pk) as file:
        file.write(content)
    receive_piece(actor=person, upload_id=upload.pk, offset=len(content))
    return upload


@pytest.mark.django_db
def test_an_infected_file_is_kept_out_whichever_way_it_comes(person, scanner):
    content = picture() + EVIL
    upload = arrived(person, content)
    tasks.examine_due()
    upload.refresh_from_db()
    assert (upload.state, upload.scanned) == ("refused", "Eicar-Test-Signature")
    with pytest.raises(scanning.Infected):
        store_media(actor=person, content=content)
    assert not MediaFile.objects.exists()


@pytest.mark.django_db
def test_a_file_waits_for_its_scanner_and_is_then_let_in(person, scanner, settings):
    there, settings.SCAN = settings.SCAN, f"127.0.0.1:{free_port()}"
    upload = arrived(person, picture())
    assert tasks.examine_due() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.tries) == ("examining", 1)
    assert upload.reason
    assert tasks.examine_due() == 0  # not before its time
    settings.SCAN = there
    Upload.objects.update(due_at=upload.touched_at)
    assert tasks.examine_due() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.scanned, upload.reason) == ("kept", "clean", "")
