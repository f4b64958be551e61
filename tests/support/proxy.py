"""A bad link between Chromium and the system: a real TCP proxy with faults, one seed each.

    from tests.support.proxy import through

    def test_criterion_25(live, seat):
        with through(live.port, seed=7) as link:
            page = seat("150600.team1", path="/m0/", viewport=(390, 844), address=link.address)
            link.set(rate=50_000 / 8, delay_s=0.3)         # 50 kbit/s, 600 ms there and back
            link.set(lose_requests=0.4, lose_answers=0.4)  # 80 of 100 requests fail
            link.set(where="^POST /m0/")                   # only these; pages and socket live
            link.lose_next_answer("^PATCH ")               # the server did it, none says so
            link.blackout(); …; link.restore()             # all cut, what comes is refused
            link.black_hole(); …; link.restore()           # silence, then all flows on
            link.stand_in("^POST ", 502, "<h1>…")          # who answers is not the server
            link.clear()                                   # a perfect link again
            assert [r.path for r in link.requests if r.method == "POST"]

What a test should know:

- The address is ``http://127.0.0.1:<another port>``: a secure context, so service workers and
  cameras work. Host and Origin pass unchanged; they name the proxy's port, agree with each
  other, and ``127.0.0.1`` is allowed: CSRF and the origin check of the socket hold. Cookies
  know no ports, but IndexedDB and service workers do: stay on one address in a test.
- A WebSocket is one long connection: ``rate``, ``delay_s``, ``loss``, ``cut_after`` and
  blackouts hold for it, the faults of requests for its opening only.
- **Chromium itself sends again** when a kept-alive connection ends before the first byte of an
  answer, even a POST: a lost answer may reach the server twice without the page knowing.
- Faults of connections are drawn as one opens. ``cut_all()`` makes the page open new ones.
- The same seed and settings draw the same fate for the n-th connection. Which request goes
  over which is the browser's choice: state what must hold at the end, never which one failed.
- Do not sleep for an outcome: ``wait_until`` of ``tests.support.live`` is patient.
"""

import asyncio
import re
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, fields

from tests.support.carrying import Connection


@dataclass
class Faults:
    """What is wrong with the link; all may change while it is in use."""

    rate_up: float | None = None  # bytes per second of all connections together
    rate_down: float | None = None
    delay_s: float = 0.0  # each way
    loss: float = 0.0  # chance of each segment to be lost; TCP sends it again, later
    cut_chance: float = 0.0  # of each connection, within its first ``cut_within`` bytes
    cut_within: int = 20_000
    cut_after: float | None = None  # bytes after which a connection breaks, on average
    lose_requests: float = 0.0  # chance of each request to break on its way there
    lose_answers: float = 0.0  # chance of each answer to break: the server has done it
    where: str = ""  # only requests like this, for example "^(POST|PATCH) /m0/"

    def rate(self, way):
        return self.rate_up if way == "up" else self.rate_down


@dataclass(frozen=True)
class Seen:
    """One request that came to the proxy."""

    at: float  # time.monotonic()
    connection: int
    method: str
    path: str
    fate: str  # "passed", "lost" on its way there, "unanswered", "forged"


class Proxy:
    """The bad link to a port of this machine."""

    def __init__(self, target, seed=1):
        self.target, self.seed, self.port = target, seed, 0
        self.faults = Faults()
        self.requests = []  # Seen, in the order they came
        self.opened = self.cuts = 0
        self.carried = Counter()  # bytes "up" and "down"
        self._connections, self._unanswered, self._dark = set(), [], False
        self._strangers = {}
        self._free_at = {"up": 0.0, "down": 0.0}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def set(self, *, rate=None, **faults):
        """Change what is wrong; ``rate`` is both ways."""
        if rate is not None:
            faults = {"rate_up": rate, "rate_down": rate, **faults}
        for name, value in faults.items():
            if name not in {known.name for known in fields(Faults)}:
                raise TypeError(name)
            setattr(self.faults, name, value)

    def clear(self):
        """Let all be well."""
        self.faults = Faults()
        self._unanswered.clear()
        self._strangers.clear()
        self.restore()

    def lose_next_answer(self, where="", times=1):
        """Break the next answers to requests like this, after the server has given them."""
        self._unanswered += [where] * times

    def stand_in(self, where, status, body="", **headers):
        """Answer requests like this as something on the way would: a portal, another proxy.

        The server never hears of them. Names of headers are written with low lines.
        """
        told = {"content_type": "text/html", "content_length": len(body.encode())} | headers
        told |= {"connection": "close"}
        lines = [f"{name.replace('_', '-')}: {said}\r\n" for name, said in told.items()]
        head = f"HTTP/1.1 {status} Stranger\r\n{''.join(lines)}\r\n"
        self._strangers[where] = (head + body).encode()

    def blackout(self):
        """Cut all that is open and refuse what comes."""
        self._dark = True
        self.cut_all()

    def black_hole(self):
        """Take everything and carry nothing, until ``restore``."""
        self._call(self.gate.clear)

    def restore(self):
        """End a blackout or a black hole."""
        self._dark = False
        self._call(self.gate.set)

    def cut_all(self):
        """Break every open connection."""
        self._call(self._cut_all)

    def start(self):
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)))
        self._thread.start()
        ready.wait()

    def stop(self):
        self._call(self._end.set)
        self._thread.join()

    def forged_for(self, request):
        """Return what a stranger answers in the server's place, if one stands there."""
        for where, said in reversed(self._strangers.items()):  # the latest stands in front
            if re.search(where, request):
                return said
        return None

    def fate_of(self, request, drawn):
        """Return what becomes of a request that begins on a connection."""
        wanted = next((w for w in self._unanswered if re.search(w, request)), None)
        if wanted is not None:
            self._unanswered.remove(wanted)
            return "unanswered"
        faults = self.faults
        if not re.search(faults.where, request):
            return "passed"
        if drawn < faults.lose_requests:
            return "lost"
        return "unanswered" if drawn < faults.lose_requests + faults.lose_answers else "passed"

    def note(self, connection, method, path, fate):
        """Keep what was seen."""
        self.requests.append(Seen(time.monotonic(), connection.number, method, path, fate))

    async def wait_for_the_link(self, way, size):
        """Wait until the link, which all connections share, has carried so many bytes."""
        if rate := self.faults.rate(way):
            now = time.monotonic()
            self._free_at[way] = max(now, self._free_at[way]) + size / rate
            await asyncio.sleep(self._free_at[way] - now)

    def break_off(self, connection):
        """Cut one connection, and count it."""
        self.cuts += 1
        connection.cut()

    def _cut_all(self):
        for connection in list(self._connections):
            self.break_off(connection)

    def _call(self, act):
        """Do something in the proxy's own thread, and wait for it."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(lambda: (act(), done.set()))
        done.wait()

    async def _serve(self, ready):
        self._loop = asyncio.get_running_loop()
        self._end, self.gate = asyncio.Event(), asyncio.Event()
        self.gate.set()
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._end.wait()
        server.close()
        self._cut_all()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _take(self, reader, writer):
        self.opened += 1
        connection = Connection(self, self.opened, writer)
        self._connections.add(connection)
        try:
            if self._dark:
                self.cuts += 1
            else:
                await connection.carry(reader)
        except (OSError, asyncio.CancelledError):
            pass  # one side is gone; the other follows
        finally:
            self._connections.discard(connection)
            connection.cut()


@contextmanager
def through(port, *, seed=1):
    """Put a link between the browser and the system while the block runs."""
    proxy = Proxy(port, seed)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
