"""The press: papers are set in a process beside this one, one at a time.

Setting a long paper takes seconds of computing. In the process that answers requests every
other request would share them; in the child they cost nobody but whoever asked.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from command.core.errors import Conflict
from incidents.documents.press_child import DONE, WIDTH

CHILD = Path(__file__).with_name("press_child.py")
LONGEST_S = 300  # a paper of the longest kind on a machine that is very busy
WAIT_S = 120  # for the papers of others


class Press:
    """A child that sets papers; started with the first one, and again when it was lost."""

    def __init__(self) -> None:
        """Start nothing yet: most processes never print."""
        self._one_at_a_time = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._of = 0

    def set(self, page: str, sheets: list[str]) -> bytes:
        """Return the PDF of an HTML page. Raises ``Conflict`` while too many wait."""
        order = json.dumps({"page": page, "sheets": sheets}).encode()
        if not self._one_at_a_time.acquire(timeout=WAIT_S):
            raise Conflict(_("Other papers are being printed. Try again in a minute."))
        try:
            try:
                return self._ask(order)
            except (OSError, EOFError):
                self.stop()  # it was killed, or is stuck: once more with a new one
                return self._ask(order)
        finally:
            self._one_at_a_time.release()

    def _ask(self, order: bytes) -> bytes:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(len(order).to_bytes(WIDTH, "big") + order)
        child.stdin.flush()
        until = time.monotonic() + LONGEST_S
        head = _read(child.stdout, 1 + WIDTH, until)
        content = _read(child.stdout, int.from_bytes(head[1:], "big"), until)
        if head[:1] != DONE:
            raise RuntimeError(content.decode())
        return content

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._of != os.getpid() or self._child.poll() is not None:
            self.stop()
            self._of = os.getpid()
            self._child = subprocess.Popen(  # noqa: S603 - a file of ours, no shell
                [sys.executable, str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # it ends when its input does, not by a Ctrl-C
            )
        return self._child

    def stop(self) -> None:
        """End the child; the next paper starts another."""
        if self._child is not None and self._of == os.getpid():
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                with suppress(OSError):  # what it never took in
                    assert pipe is not None
                    pipe.close()
        self._child = None


def _read(source: IO[bytes], size: int, until: float) -> bytes:
    """Return so many bytes. Raises ``EOFError`` or ``TimeoutError``."""
    found = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(source, selectors.EVENT_READ)
        while len(found) < size:
            if not ready.select(max(until - time.monotonic(), 0)):
                raise TimeoutError
            piece = os.read(source.fileno(), size - len(found))
            if not piece:
                raise EOFError
            found += piece
    return bytes(found)


PRESS = Press()
atexit.register(PRESS.stop)
