"""How the fault proxy carries one connection: byte by byte, until it is to break."""

import asyncio
import random
import re
import socket
import struct
import time
from contextlib import suppress

HEAD = re.compile(rb"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+) HTTP/1\.[01]\r\n")
SEGMENT = 1400  # bytes that a mobile network carries at once
AT_ONCE = 65_536
BROKEN_OFF = (0, 200, 5_000)  # bytes of a lost request that still reach the server
RESET = struct.pack("ii", 1, 0)
FOREVER = float("inf")
CUT = object()
END = object()


class Connection:
    """Both sides of one connection, and its fate, drawn from the proxy's seed."""

    def __init__(self, proxy, number, client):
        self.proxy, self.number, self.client, self.server = proxy, number, client, None
        self.chance = random.Random(f"{proxy.seed}:{number}")  # noqa: S311 - repeatable, not secret
        self.budget = self._drawn()
        self.up_budget = FOREVER
        self.answer_lost = False
        self.forged = None  # what a stranger answers instead of the server

    def _drawn(self):
        """Draw how many bytes the connection lives."""
        faults, lives = self.proxy.faults, [FOREVER]
        if self.chance.random() < faults.cut_chance:
            lives.append(self.chance.randrange(faults.cut_within))
        if faults.cut_after:
            lives.append(self.chance.expovariate(1 / faults.cut_after))
        return min(lives)

    async def carry(self, from_client):
        """Carry both directions until the connection ends."""
        from_server, self.server = await asyncio.open_connection("127.0.0.1", self.proxy.target)
        await asyncio.gather(
            self._pump("up", from_client, self.server),
            self._pump("down", from_server, self.client),
        )

    def cut(self):
        """Break it, as a network does: both sides see a reset."""
        for writer in (self.client, self.server):
            if writer is not None and not writer.transport.is_closing():
                with suppress(OSError):
                    plug = writer.get_extra_info("socket")
                    plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                writer.transport.abort()

    async def _pump(self, way, reader, writer):
        """Carry one direction: read at the link's rate, hand over after its delay."""
        line = asyncio.Queue(maxsize=256)
        handing = asyncio.ensure_future(self._hand_over(line, writer))
        try:
            last = await self._take_in(way, reader, line)
            await line.put((time.monotonic() + self.proxy.faults.delay_s, last))
            await handing
        finally:
            handing.cancel()

    async def _take_in(self, way, reader, line):
        """Fill the line; say how it ends."""
        while True:
            try:
                chunk = await reader.read(SEGMENT if self._slow(way) else AT_ONCE)
            except OSError:
                return CUT
            if not chunk:
                return END
            await self.proxy.gate.wait()
            if way == "up":
                self._look(chunk)
                if self.forged is not None:
                    return await self._answer_instead(reader)
            part = self._within(way, chunk)
            await self.proxy.wait_for_the_link(way, len(part))
            await line.put((time.monotonic() + self._late(), part))
            if len(part) < len(chunk):
                return CUT

    async def _hand_over(self, line, writer):
        while True:
            due, chunk = await line.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            await self.proxy.gate.wait()
            if chunk is CUT:
                self.proxy.break_off(self)
                return
            try:
                if chunk is END:
                    if not writer.transport.is_closing():
                        writer.write_eof()
                    return
                writer.write(chunk)
                await writer.drain()
            except OSError:
                self.cut()

    async def _answer_instead(self, reader):
        """Say what the stranger says, and hear the rest of the request out."""
        self.client.write(self.forged)
        await self.client.drain()
        while await reader.read(AT_ONCE):
            pass
        return END

    def _look(self, chunk):
        """Note a request when one begins, and what becomes of it."""
        if head := HEAD.match(chunk):
            method, path = (part.decode("latin-1") for part in head.groups())
            self.forged = self.proxy.forged_for(f"{method} {path}")
            if self.forged is not None:
                self.proxy.note(self, method, path, "forged")
                return
            fate = self.proxy.fate_of(f"{method} {path}", self.chance.random())
            self.answer_lost = fate != "passed"
            if fate == "lost":
                self.up_budget = self.chance.choice(BROKEN_OFF)
            self.proxy.note(self, method, path, fate)

    def _within(self, way, chunk):
        """Return the part of a chunk that still passes before the connection breaks."""
        if way == "down" and self.answer_lost:
            return b""
        room = self.budget if way == "down" else min(self.budget, self.up_budget)
        part = chunk[: int(room)] if room < len(chunk) else chunk
        self.budget -= len(part)
        if way == "up":
            self.up_budget -= len(part)
        self.proxy.carried[way] += len(part)
        return part

    def _slow(self, way):
        return self.proxy.faults.rate(way) or self.proxy.faults.loss

    def _late(self):
        """Return the delay of one segment, with what sending it again costs."""
        faults = self.proxy.faults
        again, late = 0.2 + 2 * faults.delay_s, faults.delay_s
        for _ in range(5):
            if self.chance.random() >= faults.loss:
                break
            late, again = late + again, min(again * 2, 3.0)
        return late
