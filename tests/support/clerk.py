"""A Django at the running system that stays open and runs lines of Python on its database.

To start one takes seconds of a core, and the browser tests ask some eighty times. As a program
(``python -m tests.support.clerk``) it reads a line of JSON and answers with one: what was
printed, and what went wrong.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parents[2]


class Clerk:
    """The other end: asks one thing after the other, from whatever thread."""

    def __init__(self, environment, log):
        self.lock = Lock()
        with Path(log).open("ab") as kept:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.clerk"],
                cwd=ROOT, env=environment, text=True, stderr=kept,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip

    def run(self, code):
        """Run a piece of Python; return what it printed."""
        with self.lock:
            self.process.stdin.write(json.dumps(code) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        assert answer, "the clerk has ended; its log says why"
        said, wrong = json.loads(answer)
        assert not wrong, said + wrong
        return said

    def dismiss(self):
        self.process.kill()
        self.process.wait(30)
        self.process.stdin.close()
        self.process.stdout.close()


def done(code):
    """Run a piece of Python by itself; return what it printed and how it failed."""
    from django.db import close_old_connections

    said = io.StringIO()
    close_old_connections()
    with contextlib.redirect_stdout(said):
        try:
            exec(code, {"__name__": "clerk"})  # noqa: S102  a test's own lines
        except Exception:  # noqa: BLE001  the test is told
            return said.getvalue(), traceback.format_exc()
    return said.getvalue(), ""


def main():
    import django

    django.setup()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        answers.write(json.dumps(done(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
