"""The hook for a scanner of malware: speaks clamd's INSTREAM to ``JC_SCAN``.

Without an address nothing is scanned. While the scanner does not answer,
``JC_SCAN_UNREACHABLE`` decides: ``wait`` keeps files out until it does, ``pass`` lets them in
and notes that they were not scanned.
"""

import io
import logging
import socket
import struct
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core.errors import Refusal

CHUNK = 64 * 1024
ANSWER = 4096
NOT_SCANNED = "not scanned"
CLEAN = "clean"
logger = logging.getLogger(__name__)


class Infected(Refusal):
    """The scanner found something in the file."""

    status = 422
    code = "infected"


class ScannerSilent(Refusal):
    """The scanner does not answer, and nothing is let in without it."""

    status = 503
    code = "scanner_silent"


def check_bytes(content: bytes) -> str:
    """Scan what is in memory; as ``check``."""
    return check(io.BytesIO(content)) if settings.SCAN else ""


def check(file: BinaryIO) -> str:
    """Return ``clean``, ``not scanned``, or nothing when there is no scanner.

    Raises ``Infected``, or ``ScannerSilent`` when the policy is to wait.
    """
    if not settings.SCAN:
        return ""
    try:
        said = _ask(file)
    except OSError as fault:
        said = f"{type(fault).__name__} ERROR"
    if said.endswith("OK"):
        return CLEAN
    if said.endswith("FOUND"):
        name = said.removesuffix("FOUND").partition(":")[2].strip()[:80]
        logger.warning("the scanner found %s", name)
        raise Infected(_("The scanner found malware in this file."), found=name)
    logger.error("the scanner does not answer: %s", said or "nothing")
    if settings.SCAN_UNREACHABLE == "pass":
        return NOT_SCANNED
    raise ScannerSilent(_("The file waits for the malware scanner, which does not answer."))


def _ask(file: BinaryIO) -> str:
    with _connected() as line:
        try:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            logger.info("the scanner hung up early")  # It may have said why.
        said = b""
        while not said.endswith(b"\0") and len(said) < ANSWER:
            more = line.recv(ANSWER)
            if not more:
                break
            said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected() -> socket.socket:
    kind, _colon, path = settings.SCAN.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(settings.SCAN_TIMEOUT_S)
        try:
            line.connect(path)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = settings.SCAN.rpartition(":")
    address = (host.strip("[]"), int(port))
    return socket.create_connection(address, timeout=settings.SCAN_TIMEOUT_S)
