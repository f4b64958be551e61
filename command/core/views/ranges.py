"""Sending a file, whole or a part of it, without having it in memory (RFC 9110, section 14)."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

CHUNK = 256 * 1024
PARTIAL, NOT_SATISFIABLE = 206, 416
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Stretch(StreamingHttpResponse):
    """A stretch of a file, read as it is sent: by threads under ASGI, so that none waits."""

    def __init__(self, path: Path, start: int, length: int, status: int) -> None:
        """Send ``length`` bytes from ``start``; the file is opened when it is read."""
        self.path, self.start, self.left = path, start, length
        self.file: BinaryIO | None = None
        super().__init__(iter(self._next, b""), status=status)
        self["Content-Length"] = str(length)

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Read on beside the loop."""
        return self._stream()

    async def _stream(self) -> AsyncIterator[bytes]:
        while chunk := await asyncio.to_thread(self._next):
            yield chunk

    def _next(self) -> bytes:
        if self.file is None:
            self.file = self.path.open("rb")
            self.file.seek(self.start)
        chunk = self.file.read(min(CHUNK, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        """Let go of the file."""
        if self.file is not None:
            self.file.close()
        super().close()


def send(request: HttpRequest, path: Path, tag: str) -> HttpResponseBase:
    """Return the file, or the one range that is asked for. Raises ``FileNotFoundError``."""
    size = path.stat().st_size
    response: HttpResponseBase
    wanted = asked(request, size, tag)
    if wanted is None:
        response = _stretch(path, 0, size)
    elif not wanted:
        response = HttpResponse(status=NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{size}"
    else:
        response = _stretch(path, wanted.start, len(wanted), status=PARTIAL)
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def asked(request: HttpRequest, size: int, tag: str) -> range | None:
    """Return the bytes that are asked for; an empty range when there are none such.

    Several ranges, or a range of another version, are answered with the whole.
    """
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    other = request.headers.get("If-Range", tag) != tag
    if not found or other or request.method != "GET" or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    end = min(int(last) + 1, size) if last else size
    if last and int(last) < int(first):
        return None
    return range(int(first), max(end, int(first)))


def digest(sha256_hex: str) -> str:
    """Return ``Repr-Digest`` (RFC 9530): the hash of the whole, also beside a range."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256_hex)).decode()}:"


def _stretch(path: Path, start: int, length: int, status: int = 200) -> HttpResponseBase:
    if length > CHUNK:
        return Stretch(path, start, length, status)
    with path.open("rb") as file:
        file.seek(start)
        return HttpResponse(file.read(length), status=status)
