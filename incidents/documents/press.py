"""The press: papers are set in a process beside this one, one at a time.

Setting a long paper takes seconds of computing. In the process that answers requests every
other request would share them; in the child they cost nobody but whoever asked.
"""

import atexit
import base64
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from command.core.errors import Conflict, Refusal
from incidents.documents.press_child import DONE, PAPER, WIDTH, WORD

CHILD = Path(__file__).with_name("press_child.py")
LONGEST_S = 300  # a paper of the longest kind on a machine that is very busy
WAIT_S = 120  # for the papers of others
PIECE = 64 * 1024  # of an order, as much as is written before the time is looked at again

Call = tuple[str, dict[str, Any]]


class NotPrinted(Refusal):
    """The press was lost twice, or took too long."""

    status = 503
    code = "not_printed"


class Press:
    """A child that sets papers; started with the first one, and again when it was lost."""

    def __init__(self) -> None:
        """Start nothing yet: most processes never print."""
        self._one_at_a_time = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._of = 0

    def set(self, page: str, sheets: list[str]) -> bytes:
        """Return the PDF of an HTML page. Raises ``Conflict`` or ``NotPrinted``."""
        return self._order({"form": PAPER, "page": page, "sheets": sheets})

    def play(self, calls: Sequence[Call]) -> bytes:
        """Return the Word file that these calls of a page make, as ``set`` does."""
        return self._order({"form": WORD, "calls": calls})

    def _order(self, told: dict[str, Any]) -> bytes:
        """Have one paper set. Raises ``Conflict`` while too many wait, or ``NotPrinted``."""
        order = json.dumps(told, default=_plain).encode()
        if not self._one_at_a_time.acquire(timeout=WAIT_S):
            raise Conflict(_("Other papers are being printed. Try again in a minute."))
        try:
            return self._asked(order)
        finally:
            self._one_at_a_time.release()

    def _asked(self, order: bytes) -> bytes:
        for _attempt in range(2):
            try:
                return self._ask(order)
            except TimeoutError:
                self.stop()  # with a new one it would take as long
                raise NotPrinted(
                    _("Setting the paper took too long and was given up. Print a part of it.")
                ) from None
            except (OSError, EOFError):
                self.stop()  # it was killed: once more with a new one
        raise NotPrinted(_("The paper could not be set. Nothing is lost; try again."))

    def _ask(self, order: bytes) -> bytes:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        until = time.monotonic() + LONGEST_S
        _write(child.stdin, len(order).to_bytes(WIDTH, "big") + order, until)
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
                bufsize=0,
                start_new_session=True,  # it ends when its input does, not by a Ctrl-C
            )
            assert self._child.stdin is not None
            os.set_blocking(self._child.stdin.fileno(), False)
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


def _plain(picture: bytes) -> str:
    """Return what JSON has no word for in base 64."""
    return base64.b64encode(picture).decode()


def _write(target: IO[bytes], content: bytes, until: float) -> None:
    """Hand over all of it. Raises ``TimeoutError``, also when nobody takes it in."""
    left = memoryview(content)
    with selectors.DefaultSelector() as ready:
        ready.register(target, selectors.EVENT_WRITE)
        while left:
            if not ready.select(max(until - time.monotonic(), 0)):
                raise TimeoutError
            left = left[os.write(target.fileno(), left[:PIECE]) :]


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
