"""Servers, sockets and processor time for the benchmarks of the live feed."""

import asyncio
import base64
import contextlib
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def prepare(name):
    """Make a database for a benchmark and set Django up on it."""
    from tests.support.live import fresh_database

    os.environ["DATABASE_URL"] = fresh_database(os.environ["DATABASE_URL"], name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "command.settings.dev"
    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")
    # The tables at once, from the models, as a first start makes them.
    words = [sys.executable, "-m", "command.management.stack.tables"]
    subprocess.run(words, cwd=ROOT, check=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("load_codelists", verbosity=0)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextlib.contextmanager
def serve(application, port):
    """Serve an application with one uvicorn process, as ``manage.py up`` does."""
    words = [sys.executable, "-m", "uvicorn", application, "--port", str(port)]
    words += ["--ws", "websockets-sansio", "--loop", "uvloop", "--http", "httptools"]
    words += [
        "--ws-per-message-deflate",
        "false",
        "--log-level",
        "warning",
        "--backlog",
        "4096",
    ]
    process = subprocess.Popen(words, cwd=ROOT)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cpu_s(pid):
    """Return the processor seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_kb(pid):
    """Return the private memory of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty"):
            return int(line.split()[1])
    return 0


def load():
    """Say how busy the machine is."""
    return "load " + " ".join(f"{x:.1f}" for x in os.getloadavg())


@dataclass
class Crowd:
    """Many sockets of one process that do nothing but count entries."""

    entries: int = 0
    alive: int = 0
    joined: int = 0
    delays_ms: list[float] = field(default_factory=list)

    def percentile(self, share):
        if len(self.delays_ms) < 2:
            return 0.0
        return statistics.quantiles(self.delays_ms, n=100)[round(share * 100) - 1]


class Listener(asyncio.Protocol):
    """A WebSocket client that reads frames and keeps nothing."""

    def __init__(self, crowd, request, hello):
        """Ask for a socket with ``request``; say ``hello`` on it."""
        self.crowd, self.request, self.hello = crowd, request, hello
        self.buffer = b""
        self.open = False
        self.ready = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        data = self.buffer + data
        if not self.open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self.buffer = head
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.transport.close()
                return
            self.open = True
            self.crowd.alive += 1
            self.transport.write(masked(self.hello))
        at, end = 0, len(data)
        while end - at >= 2:
            length, start = data[at + 1], at + 2
            if length == 126:
                if end - at < 4:
                    break
                length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            if end - start < length:
                break
            self.frame(data[at] & 15, data, start, start + length)
            at = start + length
        self.buffer = data[at:]

    def frame(self, opcode, data, start, end):
        if opcode == 9:
            self.transport.write(masked(data[start:end], 0x8A))
        elif data.startswith(b'{"is":"entry"', start):
            crowd = self.crowd
            crowd.entries += 1
            if crowd.entries % 50 == 0:
                told = data.index(b'"told_at":', start) + 10
                crowd.delays_ms.append(time.time() * 1000 - int(data[told : told + 13]))
        elif data.startswith(b'{"is":"live"', start):
            self.crowd.joined += 1
            if not self.ready.done():
                self.ready.set_result(None)

    def connection_lost(self, error):
        if self.open:
            self.crowd.alive -= 1
        if not self.ready.done():
            self.ready.set_exception(error or ConnectionError("closed"))


def masked(payload, first=0x81):
    """Return a client's frame; a mask of zeros is a mask."""
    length = bytes([0x80 | len(payload)])
    if len(payload) > 125:
        length = bytes([0xFE]) + len(payload).to_bytes(2, "big")
    return bytes([first]) + length + bytes(4) + payload


async def gather(crowd, port, count, hello, session="", at_once=40):
    """Open ``count`` sockets and wait until each is live; return their transports."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Origin: http://127.0.0.1:{port}\r\nCookie: sessionid={session}\r\n\r\n"
    ).encode()
    loop, places, transports = asyncio.get_running_loop(), asyncio.Semaphore(at_once), []

    async def one():
        async with places:
            transport, listener = await loop.create_connection(
                lambda: Listener(crowd, request, hello), "127.0.0.1", port
            )
            transports.append(transport)
            await asyncio.wait_for(listener.ready, 120)

    await asyncio.gather(*(one() for _ in range(count)))
    return transports


async def answers(port):
    """Wait until a server listens."""
    for _ in range(300):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.2)
    raise TimeoutError("the server does not answer")
