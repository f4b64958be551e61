"""A hundred phones send a picture of 5 MB each: ours in pieces, and a stock view, in one run.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.uploads [phones] [rounds]``. Both are one uvicorn process with
the same middleware, session and token. Ours is announced and sent in pieces of 1 MB, each on
the disk (fsync) and in the database before it is acknowledged. The yardstick is what the
documentation of Django shows: one multipart POST to a view that saves a ``FileField``, which
syncs nothing and forgets what came when a line breaks. Then the same with lines that break
once in the middle, after which each sender goes on as its protocol lets it. CPU and the most
memory are the server's; looking into the picture is Celery's work, shown by itself.
"""

import asyncio
import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from tests.support.live import free_port, fresh_database, wait_until

SIZE, PIECE = 5_000_000, 1_000_000
MEDIA = "jc-bench-media-"
TICK = os.sysconf("SC_CLK_TCK")


def set_up(phones):
    """Make a database, people with sessions and a picture; return headers and the picture."""
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_uploads_{os.getpid()}")
    os.environ |= {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "command.settings.dev",
        "JC_MEDIA": tempfile.mkdtemp(prefix=MEDIA, dir="/var/tmp"),
        "JC_ALLOWED_HOSTS": "127.0.0.1,testserver",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_codelists", verbosity=0)
    from tests import make
    from tests.bench.upload_servers import MADE
    from tests.support.uploading import headers_of

    with connection.cursor() as cursor:
        cursor.execute(MADE)
    people = [make.person(make.Post.TEAM_MEMBER, make.ORDOS) for _ in range(phones)]
    headers = [headers_of(person) for person in people]
    connection.close()
    return headers, picture()


def picture():
    from tests.support.uploading import picture as made

    content = made(size=(4000, 3000), quality=60)
    return content[:-2] + os.urandom(max(0, SIZE - len(content))) + content[-2:]


def say(line):
    """Print a line at once."""
    sys.stdout.write(line)
    sys.stdout.flush()


class Server:
    """One uvicorn process, and what it has used."""

    def __init__(self, name):
        self.port = free_port()
        words = [sys.executable, "-m", "uvicorn", f"tests.bench.upload_servers:{name}"]
        given = {**os.environ, "BENCH_STOCK": "1" if name == "stock" else ""}
        self.process = subprocess.Popen(
            [*words, "--port", str(self.port), "--log-level", "error", "--ws", "none",
             "--loop", "uvloop", "--http", "httptools"],
            env=given, start_new_session=True,
        )  # fmt: skip
        wait_until(self._answers, name)
        self.before = self.cpu()

    def _answers(self):
        import socket

        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def cpu(self):
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / TICK

    def memory(self, field="VmHWM"):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition(f"{field}:")[2].split()[0]) / 1024

    def stop(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


async def request(port, method, path, headers, body=b"", cut=None):
    """Send one request; with ``cut``, only so much of the body, then hang up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
    head = "".join(f"{key}: {value}\r\n" for key, value in said.items())
    writer.write(f"{method} {path} HTTP/1.1\r\nConnection: close\r\n{head}\r\n".encode())
    for start in range(0, len(body) if cut is None else cut, 65_536):
        writer.write(body[start : start + 65_536])
        await writer.drain()
    if cut is not None:
        await asyncio.sleep(0.05)
        writer.close()
        return 0, {}
    answer = (await reader.read()).partition(b"\r\n\r\n")[0].decode()
    writer.close()
    lines = answer.split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), fields


async def ours(port, headers, content, breaks, size=PIECE):
    said = {
        "purpose": "bench", "subject": str(uuid4()), "sha256": sha256(content).hexdigest(),
    }  # fmt: skip
    packed = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())
    tus = {**headers, "Tus-Resumable": "1.0.0"}
    status, made = await request(
        port, "POST", "/media/uploads/",
        {**tus, "Upload-Length": str(len(content)), "Upload-Metadata": packed},
    )  # fmt: skip
    assert status == 201, status
    place, offset, sent = made["location"], 0, 0
    octets = {**tus, "Content-Type": "application/offset+octet-stream"}
    while offset < len(content):
        piece = content[offset : offset + size]
        at = {**octets, "Upload-Offset": str(offset)}
        cut = len(piece) // 2 if breaks and offset + size > len(content) // 2 else None
        status, told = await request(port, "PATCH", place, at, piece, cut)
        sent += cut or len(piece)
        if cut:
            breaks = False
            for _ in range(100):
                _status, told = await request(port, "HEAD", place, tus)
                if int(told["upload-offset"]) > offset:
                    break
                await asyncio.sleep(0.05)
        else:
            assert status == 204, status
        offset = int(told["upload-offset"])
    return sent


async def at_once(port, headers, content, breaks):
    return await ours(port, headers, content, breaks, len(content))


async def stock(port, headers, content, breaks):
    edge = b"bench-boundary"
    body = (
        b"--" + edge + b'\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n--" + edge + b"--\r\n"
    )
    kind = {**headers, "Content-Type": f"multipart/form-data; boundary={edge.decode()}"}
    cut = len(body) // 2 if breaks else None
    if cut:
        await request(port, "POST", "/stock/", kind, body, cut)
    status, _told = await request(port, "POST", "/stock/", kind, body)
    assert status == 201, status
    return len(body) + (cut or 0)


def run(name, server, send, people, content, *, breaks):
    server = Server(server)
    try:
        asyncio.run(all_of(send, server.port, people[:1], content, breaks=False))  # warm
        idle, before = server.memory("VmRSS"), server.cpu()
        begun = time.monotonic()
        sent = asyncio.run(all_of(send, server.port, people, content, breaks=breaks))
        took = time.monotonic() - begun
        megabytes = len(people) * len(content) / 1e6
        say(
            f"{name:18}{' broken' if breaks else '':8}{took:7.1f} s"
            f"{megabytes / took:8.1f} MB/s"
            f"{(server.cpu() - before) / len(people) * 1000:8.0f} ms CPU/picture"
            f"{server.memory() - idle:8.0f} MB above {idle:.0f} at rest"
            f"{sent / 1e6:8.0f} MB sent for {megabytes:.0f}\n"
        )
    finally:
        server.stop()


async def all_of(send, port, people, content, *, breaks):
    return sum(await asyncio.gather(*(send(port, one, content, breaks) for one in people)))


def main():
    phones = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    people, content = set_up(phones)
    say(f"{phones} phones, {len(content) / 1e6:.1f} MB each\n")
    for _round in range(rounds):
        for breaks in (False, True):
            run("ours, 1 MB pieces", "ours", ours, people, content, breaks=breaks)
            run("ours, one piece", "ours", at_once, people, content, breaks=breaks)
            run("stock", "stock", stock, people, content, breaks=breaks)
    from command.core import media
    from command.core.opening import look

    path = Path(os.environ["JC_MEDIA"]) / "looked"
    path.write_bytes(content)
    begun = time.monotonic()
    look(path, media.PREVIEWS)
    say(f"looking into one, in the locked process: {time.monotonic() - begun:.2f} s\n")


if __name__ == "__main__":
    try:
        main()
    finally:
        # Half a gigabyte a run.
        made = Path(os.environ.get("JC_MEDIA", ""))
        if made.name.startswith(MEDIA):
            shutil.rmtree(made, ignore_errors=True)
