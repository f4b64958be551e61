"""The processes that open what strangers wrote: one that waits, beside each of ours that asks.

It is started when it is first needed, bears a locked process for each file (``sandbox/box.py``)
and ends with whoever started it. A new one takes its place when it is gone.
"""

import atexit
import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BOX = Path(__file__).parent / "uploads" / "sandbox" / "box.py"
CHUNK = 1 << 16
GRACE_S = 0.5  # that a dead process may take to be known as dead


class TooSlow(Exception):  # noqa: N818  an answer, not a fault
    """Nothing was said in time."""


class Box:
    """One process that waits for files."""

    def __init__(self, kind: str) -> None:
        """Start it: for ``images``, or for ``films`` as well."""
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-I", "-B", str(BOX), kind],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )

    def ask(self, file: int, given: Mapping[str, Any]) -> bytes:
        """Return what was said of an open file; nothing if the process ended over it."""
        until = time.monotonic() + given["wall_s"]
        os.lseek(file, 0, os.SEEK_SET)
        answer, place = os.pipe()
        try:
            try:
                self.line.settimeout(given["wall_s"])
                socket.send_fds(self.line, [json.dumps(given).encode()], [file, place])
            finally:
                os.close(place)
            return _read(answer, until, given["out_bytes"])
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            return b""  # It has ended.
        finally:
            os.close(answer)

    def is_gone(self) -> bool:
        """Return whether it has ended."""
        try:
            self.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> None:
        """Let it go: nobody asks any more."""
        self.line.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


def _read(said: int, until: float, most: int) -> bytes:
    ear = select.poll()
    ear.register(said, select.POLLIN)
    heard = bytearray()
    while len(heard) <= most:
        left = until - time.monotonic()
        if left <= 0 or not ear.poll(left * 1000):
            raise TooSlow
        more = os.read(said, CHUNK)
        if not more:
            break
        heard += more
    return bytes(heard[:most])


# By the number of the process that asks: a copy of it needs one of its own. Who asks about
# pictures alone is spared the libraries of films.
_boxes: dict[tuple[int, str], Box] = {}
_turn = threading.Lock()


def ask(file: int, given: Mapping[str, Any]) -> bytes:
    """Let an open file be looked into; return what was said, empty if nothing was.

    Raises ``TooSlow``.
    """
    key = os.getpid(), "images" if given["images_only"] else "films"
    box = _box(key, None)
    return box.ask(file, given) or (_box(key, box).ask(file, given) if box.is_gone() else b"")


def _box(key: tuple[int, str], gone: Box | None) -> Box:
    with _turn:
        mine = _boxes.get(key)
        if mine is not None and mine is not gone:
            return mine
        if mine is not None:
            mine.line.close()
        else:
            atexit.register(_end, key)
        made = _boxes[key] = Box(key[1])
        return made


def _end(key: tuple[int, str]) -> None:
    if key[0] == os.getpid() and key in _boxes:
        _boxes.pop(key).end()
