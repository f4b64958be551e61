"""A program under supervision: how it is started, and how it is stopped."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from command.management.stack.home import Account

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _nothing() -> None:
    return


@dataclass(frozen=True)
class Program:
    """One child: its words, its user, and the signals that stop it."""

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: str = "/"
    account: Account | None = None
    feed: str = ""
    pass_fds: tuple[int, ...] = ()
    stop: signal.Signals = signal.SIGTERM
    force: signal.Signals = signal.SIGKILL
    patience_s: float = 10
    # Higher layers stop first; those of one layer stop together.
    layer: int = 0
    # Lines with these words are not passed on.
    hush: str = ""
    before: Callable[[], None] = _nothing


async def start(program: Program) -> asyncio.subprocess.Process:
    """Start a program in a session of its own, so that Ctrl-C reaches only the supervisor.

    The kernel sends it ``stop`` when the supervisor dies, even by ``kill -9``.
    """
    await asyncio.to_thread(program.before)
    user: dict[str, Any] = {}
    if program.account is not None:
        user = {
            "user": program.account.user_id,
            "group": program.account.group_id,
            "extra_groups": [],
        }
    process = await asyncio.create_subprocess_exec(
        *program.argv,
        stdin=asyncio.subprocess.PIPE if program.feed else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=dict(program.environment),
        cwd=program.cwd,
        pass_fds=program.pass_fds,
        start_new_session=True,
        preexec_fn=_die_with(os.getpid(), program.stop),
        **user,
    )
    if process.stdin is not None:
        process.stdin.write(program.feed.encode())
        process.stdin.close()
    return process


def _die_with(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """Return what the child runs before its program: ask the kernel to bind the two lives.

    Changing the user clears the request, and Python changes the user before this runs.
    """

    def bind() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def sweep_group(process_id: int) -> None:
    """Kill what a dead child left in its process group."""
    try:
        os.killpg(process_id, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
