"""Running one command to its end."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from command.management.stack.report import StackError


def run(
    argv: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    feed: str | None = None,
) -> None:
    """Run a command whose output the operator sees. Raises StackError when it fails."""
    status = status_of(argv, cwd=cwd, environment=environment, feed=feed)
    if status:
        raise StackError(f"This failed with status {status}: {shlex.join(map(str, argv))}")


def status_of(
    argv: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    feed: str | None = None,
) -> int:
    """Run a command whose output the operator sees; return its exit status."""
    return subprocess.run(  # noqa: S603 - a list of arguments made here, no shell
        [str(part) for part in argv],
        cwd=cwd,
        env=None if environment is None else dict(environment),
        input=feed,
        stdin=subprocess.DEVNULL if feed is None else None,
        text=True,
        check=False,
    ).returncode


def output_of(
    argv: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    feed: str | None = None,
    user: int | None = None,
    group: int | None = None,
) -> str:
    """Run a command quietly; return what it wrote. Raises StackError with its words."""
    done = subprocess.run(  # noqa: S603 - a list of arguments made here, no shell
        [str(part) for part in argv],
        cwd="/",
        env=None if environment is None else dict(environment),
        input=feed,
        stdin=subprocess.DEVNULL if feed is None else None,
        capture_output=True,
        text=True,
        check=False,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise StackError(f"This failed: {shlex.join(map(str, argv))}\n{words}")
    return done.stdout


def on_path(name: str) -> Path | None:
    """Return where a program is; the places an ordinary user's PATH may lack count too."""
    path = os.pathsep.join(
        [os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"]
    )
    found = shutil.which(name, path=path)
    return Path(found) if found else None
