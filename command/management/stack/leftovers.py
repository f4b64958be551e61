"""Processes that a killed supervisor left behind."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from command.management.stack.home import MARK

PROC = Path("/proc")


def processes_within(folder: Path) -> list[int]:
    """List the PostgreSQL processes that work in a cluster's folder, as all of them do."""
    found = []
    for process in _all_processes():
        try:
            where, program = (process / "cwd").readlink(), (process / "exe").readlink()
        except OSError:
            continue
        if where == folder and program.name.startswith("postgres"):
            found.append(int(process.name))
    return found


def end_within(folder: Path) -> list[int]:
    """End the PostgreSQL processes of a cluster, gently, then hard; return who is left."""
    for sign, patience_s in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0)):
        deadline = time.monotonic() + patience_s
        _signal_all(processes_within(folder), sign)
        while processes_within(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
    return processes_within(folder)


def marked(data: Path) -> list[int]:
    """List the other processes that were started for a data folder."""
    mark = f"{MARK}={data}".encode()
    own = {os.getpid(), os.getppid()}
    found = []
    for process in _all_processes():
        try:
            words = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in words and int(process.name) not in own:
            found.append(int(process.name))
    return found


def end_marked(data: Path, *, patience_s: float = 5) -> int:
    """End the processes of a data folder that has no supervisor; return how many there were.

    The caller holds the lock of the folder, so whatever is marked is an orphan.
    """
    orphans = marked(data)
    for sign in (signal.SIGTERM, signal.SIGKILL):
        _signal_all(marked(data), sign)
        deadline = time.monotonic() + patience_s
        while marked(data) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(orphans)


def _all_processes() -> Iterator[Path]:
    return (process for process in PROC.iterdir() if process.name.isdigit())


def _signal_all(process_ids: list[int], sign: signal.Signals) -> None:
    for process_id in process_ids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process_id, sign)
