"""What the operator reads while the house is being made ready."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

COLOURS = {
    "postgres": "36",
    "redis": "31",
    "web-1": "32",
    "web-2": "92",
    "worker": "35",
    "beat": "33",
    "jc": "1",
}
WIDTH = max(map(len, COLOURS))


class StackError(Exception):
    """A reason not to go on, in words for the person at the keyboard."""


class Report:
    """Lines with the time and the name of who says them; coloured on a terminal only."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Begin to count the time; write to a stream, the standard output if none is given."""
        self.stream = stream or sys.stdout
        self.coloured = self.stream.isatty() and "NO_COLOR" not in os.environ
        self.started = time.monotonic()

    def line(self, name: str, text: str) -> None:
        """Write one line of one program."""
        label = f"{time.strftime('%H:%M:%S')} {name:<{WIDTH}} |"
        if self.coloured:
            label = f"\033[{COLOURS.get(name, '0')}m{label}\033[0m"
        self.stream.write(f"{label} {text}\n")
        self.stream.flush()

    def say(self, text: str) -> None:
        """Write one line of our own."""
        self.line("jc", text)

    def plain(self, text: str) -> None:
        """Write lines that stand without a label."""
        self.stream.write(f"{text}\n")
        self.stream.flush()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Announce a step that takes a while, then say how long it took."""
        self.say(f"{title} …")
        begun = time.monotonic()
        yield
        self.say(f"{title}: done in {time.monotonic() - begun:.1f} s")

    @property
    def elapsed_s(self) -> float:
        """Seconds since this report began."""
        return time.monotonic() - self.started
