"""The outlet: how frames leave to one socket, without ever making others wait."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from time import monotonic
from typing import Any

from command.core.feed.frames import Frame, Message

# What a socket may have waiting before it is cut to catching up from the journal.
MOST_FRAMES = 256
MOST_BYTES = 1024 * 1024

Send = Callable[[Message], Coroutine[Any, Any, None]]
Kept = tuple[Message, Frame | None]


class Outlet:
    """Sends at once while the connection takes it, and keeps a little while it does not.

    An ASGI ``send`` that need not wait runs to its end in one step. Taking that step
    here, without a task and a queue per socket, is what makes fan-out cheap. When it
    does wait (the client reads too slowly), a task finishes it and what follows is
    kept, within limits. Beyond them everything kept is handed to ``overflow``, and
    its owner catches up from the journal once the outlet is free again.
    """

    __slots__ = ("_bytes", "_kept", "_overflow", "_send", "_task", "gone", "spoke_at")

    def __init__(self, send: Send, overflow: Callable[[list[Kept]], None]) -> None:
        """Begin free."""
        self._send = send
        self._overflow = overflow
        self._kept: deque[Kept] | None = None  # None: free
        self._bytes = 0
        self._task: asyncio.Task[None] | None = None
        self.gone = False
        self.spoke_at = 0.0  # monotonic time of the last frame

    @property
    def busy(self) -> bool:
        """Whether the connection takes nothing right now."""
        return self._kept is not None

    def push(self, message: Message, frame: Frame | None = None) -> None:
        """Send or keep one message; never waits and never raises for a lost client."""
        if frame is not None:
            self.spoke_at = monotonic()
        if self._kept is not None:
            self._keep(message, frame)
            return
        if self.gone:
            return
        sending = self._send(message)
        try:
            paused = sending.send(None)
        except StopIteration:
            return
        except (OSError, RuntimeError):
            self.gone = True
            return
        self._kept = deque()
        self._bytes = 0
        self._task = asyncio.get_running_loop().create_task(
            self._drain(_Resumed(sending, paused))
        )

    def forget(self) -> None:
        """Drop what is kept, for a socket that is being closed."""
        if self._kept is not None:
            self._kept.clear()
            self._bytes = 0

    def stop(self) -> None:
        """End the outlet: the connection is no more."""
        self.gone = True
        if self._task is not None:
            self._task.cancel()

    async def flushed(self) -> None:
        """Wait until the connection takes frames again."""
        while self._task is not None:
            await asyncio.wait([self._task])

    def _keep(self, message: Message, frame: Frame | None) -> None:
        assert self._kept is not None
        self._kept.append((message, frame))
        self._bytes += frame.size if frame else 100
        if len(self._kept) > MOST_FRAMES or self._bytes > MOST_BYTES:
            lost = list(self._kept)
            self.forget()
            self._overflow(lost)

    async def _drain(self, first: "_Resumed") -> None:
        try:
            await first
            while self._kept:
                message, frame = self._kept.popleft()
                self._bytes -= frame.size if frame else 100
                await self._send(message)
        except (OSError, RuntimeError):
            self.gone = True
        finally:
            self._kept = None
            self._task = None


class _Resumed:
    """Goes on with a coroutine that has already taken its first step."""

    def __init__(self, started: Coroutine[Any, Any, None], paused: Any) -> None:
        self._started = started
        self._paused = paused

    def __await__(self) -> Generator[Any, Any, None]:
        paused = self._paused
        while True:
            try:
                answer = yield paused
            except BaseException as error:  # noqa: BLE001 - handed on to the coroutine
                thrown: BaseException | None = error
            else:
                thrown = None
            try:
                if thrown is None:
                    paused = self._started.send(answer)
                else:
                    paused = self._started.throw(thrown)
            except StopIteration:
                return
