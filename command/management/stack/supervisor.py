"""One supervisor: starts programs, relays their words, restarts and stops them in order."""

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from command.management.stack.program import Child, Program, start
from command.management.stack.report import Report, StackError

BACK_OFF_S = (0.2, 1.0, 2.0, 5.0, 10.0)
STEADY_S = 30.0  # who has run this long starts again at the shortest wait


class Supervisor:
    """Children and the wish to stop."""

    def __init__(self, report: Report, relay: Report | None = None) -> None:
        """Begin with nobody to supervise; ``relay`` takes the children's words."""
        self.report = report
        self.relay = relay or report
        self.stopping = asyncio.Event()
        self.hurried = asyncio.Event()
        self._running: dict[str, Child] = {}
        self._sent: dict[str, signal.Signals] = {}
        self._watches: list[tuple[Program, asyncio.Task[None], asyncio.Event]] = []

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Take the signals that ask for an end: once in order, twice at once."""
        loop = asyncio.get_running_loop()
        asked = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        for sign in asked:
            loop.add_signal_handler(sign, self.ask_to_stop)
        try:
            yield
        finally:
            for sign in asked:
                loop.remove_signal_handler(sign)

    def ask_to_stop(self) -> None:
        """Begin to stop; when asked again, stop waiting for anyone."""
        if self.stopping.is_set():
            self.hurried.set()
        self.stopping.set()

    def keep(self, program: Program) -> None:
        """Run a program until asked to stop, and start it again whenever it ends."""
        told = asyncio.Event()
        self._watches.append((program, asyncio.create_task(self._watch(program, told)), told))

    async def until(
        self, what: str, is_so: Callable[[], Awaitable[bool]], *, patience_s: float
    ) -> None:
        """Wait until something is so. Raises StackError when it takes too long."""
        deadline = time.monotonic() + patience_s
        while not await is_so():
            if self.stopping.is_set():
                raise StackError("Stopped while starting.")
            if time.monotonic() > deadline:
                raise StackError(f"Waited {patience_s:.0f} s in vain for {what}.")
            await asyncio.sleep(0.05)

    async def run_once(self, program: Program) -> int:
        """Run a program to its end, passing on what it says; return its status."""
        ended = asyncio.create_task(self._follow(await self._start(program)))
        stop = asyncio.create_task(self.stopping.wait())
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await self._end(program, ended)
        stop.cancel()
        return await ended

    async def stop(self) -> None:
        """Stop everyone, the highest layer first."""
        for _program, _watch, told in self._watches:
            told.set()
        for layer in sorted({program.layer for program, _, _ in self._watches}, reverse=True):
            here = [(p, watch) for p, watch, _ in self._watches if p.layer == layer]
            await asyncio.gather(*(self._end(program, watch) for program, watch in here))
        self._watches.clear()

    async def _start(self, program: Program) -> Child:
        child = await start(program, self._hear)
        self._running[program.name] = child
        # Asked to stop while it was being started: the signal had nobody to go to.
        if program.name in self._sent:
            self._send(program, self._sent[program.name])
        return child

    async def _watch(self, program: Program, told: asyncio.Event) -> None:
        failures = 0
        while not told.is_set():
            begun = time.monotonic()
            status = await self._attempt(program)
            if told.is_set():
                return
            failures = 0 if time.monotonic() - begun > STEADY_S else failures + 1
            wait = BACK_OFF_S[min(max(failures - 1, 0), len(BACK_OFF_S) - 1)]
            reason = f"ended ({_in_words(status)})"
            self.report.say(f"{program.name} {reason}; starting it again in {wait:g} s.")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), wait)

    async def _attempt(self, program: Program) -> int | None:
        try:
            child = await self._start(program)
        except (OSError, StackError) as error:
            self.report.say(f"{program.name} cannot start: {error}")
            return None
        return await self._follow(child)

    async def _follow(self, child: Child) -> int:
        status = await child.end()
        self._running.pop(child.program.name, None)
        return status

    def _hear(self, name: str, text: str) -> None:
        try:
            self.relay.line(name, text)
        except OSError:
            # Nobody reads any more: the terminal is closed.
            self.ask_to_stop()

    async def _end(
        self, program: Program, ended: "asyncio.Task[int] | asyncio.Task[None]"
    ) -> None:
        for sign, patience_s in ((program.stop, program.patience_s), (program.force, 5.0)):
            self._send(program, sign)
            hurry = asyncio.create_task(self.hurried.wait())
            await asyncio.wait(
                {ended, hurry}, timeout=patience_s, return_when=asyncio.FIRST_COMPLETED
            )
            hurry.cancel()
            if ended.done():
                return
        self._send(program, signal.SIGKILL)
        await asyncio.wait({ended}, timeout=5)

    def _send(self, program: Program, sign: signal.Signals) -> None:
        self._sent[program.name] = sign
        child = self._running.get(program.name)
        if child is not None:
            with contextlib.suppress(ProcessLookupError):
                child.transport.send_signal(sign)


def _in_words(status: int | None) -> str:
    if status is None:
        return "not started"
    if status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"status {status}"
