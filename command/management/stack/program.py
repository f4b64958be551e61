"""A program under supervision: how it is started, and how it is stopped."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

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
    # What the kernel sends when the supervisor dies; ``stop`` if nothing is said.
    orphaned: signal.Signals | None = None
    patience_s: float = 10
    # Higher layers stop first; those of one layer stop together.
    layer: int = 0
    # Lines with these words are not passed on.
    hush: str = ""
    before: Callable[[], None] = _nothing


class Child(asyncio.SubprocessProtocol):
    """A running program: what it says, line by line, and its end."""

    def __init__(self, program: Program, tell: Callable[[str, str], None]) -> None:
        """Begin before the process does."""
        loop = asyncio.get_running_loop()
        self.program = program
        self.tell = tell
        self.ended: asyncio.Future[int] = loop.create_future()
        self.silent: asyncio.Future[None] = loop.create_future()
        self.transport: asyncio.SubprocessTransport
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hold the process; give it what it reads at its start."""
        self.transport = cast(asyncio.SubprocessTransport, transport)
        entrance = cast("asyncio.WriteTransport | None", self.transport.get_pipe_transport(0))
        if entrance is not None:
            entrance.write(self.program.feed.encode())
            entrance.write_eof()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Pass on whole lines."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._say(line)

    def connection_lost(self, exc: Exception | None) -> None:
        """Pass on a last line without a line break."""
        if self._rest:
            self._say(self._rest)
        if not self.silent.done():
            self.silent.set_result(None)

    def process_exited(self) -> None:
        """Note the end; what it left behind may still hold the pipe open."""
        if not self.ended.done():
            self.ended.set_result(self.transport.get_returncode() or 0)

    async def end(self) -> int:
        """Wait for the end, kill what is left of its group, and return its status."""
        status = await self.ended
        _sweep_group(self.transport.get_pid())
        await asyncio.wait({self.silent}, timeout=1)
        self.transport.close()
        return status

    def _say(self, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip("\r")
        if not (self.program.hush and self.program.hush in text):
            self.tell(self.program.name, text)


async def start(program: Program, tell: Callable[[str, str], None]) -> Child:
    """Start a program in a session of its own, so that Ctrl-C reaches only the supervisor.

    The kernel sends it a signal when the supervisor dies, even by ``kill -9``.
    """
    await asyncio.to_thread(program.before)
    user: dict[str, Any] = {}
    if program.account is not None:
        user = {
            "user": program.account.user_id,
            "group": program.account.group_id,
            "extra_groups": [],
        }
    _, child = await asyncio.get_running_loop().subprocess_exec(
        lambda: Child(program, tell),
        *program.argv,
        stdin=asyncio.subprocess.PIPE if program.feed else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=dict(program.environment),
        cwd=program.cwd,
        pass_fds=program.pass_fds,
        start_new_session=True,
        preexec_fn=_die_with(os.getpid(), program.orphaned or program.stop),
        **user,
    )
    return child


def _die_with(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """Return what the child runs before its program: ask the kernel to bind the two lives.

    Changing the user clears the request, and Python changes the user before this runs.
    """

    def bind() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def _sweep_group(process_id: int) -> None:
    """Kill what a dead child left in its process group."""
    try:
        os.killpg(process_id, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
