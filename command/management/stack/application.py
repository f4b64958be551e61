"""The processes of the application itself: web, worker and beat."""

import asyncio
import signal
import socket

from command.management.stack.home import Home
from command.management.stack.program import Program

WEB_PROCESSES = 2
# Known and harmless: root may run a worker here, for its messages are JSON, which runs nothing;
# WhiteNoise hands whole small files to ASGI.
HUSHED = (
    "ignore:You're running the worker with superuser privileges",
    "ignore:StreamingHttpResponse must consume synchronous iterators",
)
CELERY = ("celery", "-q", "-A", "command.celery:app")


def programs(
    home: Home, environment: dict[str, str], door: socket.socket
) -> tuple[list[Program], list[Program]]:
    """Return the web processes, and those that work by the clock."""
    number = door.fileno()
    web = [
        "uvicorn",
        "command.asgi:application",
        "--fd",
        str(number),
        "--ws",
        "websockets-sansio",
    ]
    web += [
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--no-proxy-headers",
        "--no-server-header",
    ]
    # The feed encodes a frame once for all sockets; compressing it for each would undo that.
    web += ["--ws-per-message-deflate", "false", "--ws-max-size", "131072"]
    web += ["--timeout-graceful-shutdown", "3"]
    worker = [*CELERY, "worker", "-c", "2", "-l", "WARNING"]
    # One worker has no other to talk to.
    worker += ["--without-gossip", "--without-mingle"]
    beat = [
        *CELERY,
        "beat",
        "-l",
        "WARNING",
        "-s",
        str(home.data / "beat-schedule"),
        "--pidfile=",
    ]

    def program(name: str, words: list[str], layer: int, patience_s: float) -> Program:
        return Program(
            name=name,
            argv=(str(home.python), "-m", *words),
            environment={
                **environment,
                "PYTHONWARNINGS": ",".join(HUSHED),
                "JC_POOL": "on" if words is web else "off",
            },
            cwd=str(home.root),
            pass_fds=(number,) if words is web else (),
            # A web process without a supervisor must not answer for the next one.
            orphaned=signal.SIGKILL if words is web else None,
            layer=layer,
            patience_s=patience_s,
        )

    servers = [program(f"web-{n}", web, 4, 6) for n in range(1, WEB_PROCESSES + 1)]
    others = [program("worker", worker, 3, 15), program("beat", beat, 2, 5)]
    if environment.get("JC_MQTT"):
        others.append(program("mqtt", ["django", "listen_mqtt"], 3, 10))
    return servers, others


class Answers:
    """Whether the web server answers a request."""

    def __init__(self, door: socket.socket) -> None:
        """Work out where the door can be reached from here."""
        host, self.port = door.getsockname()[:2]
        self.host = {"::": "::1", "0.0.0.0": "127.0.0.1"}.get(host, host)  # noqa: S104

    async def __call__(self) -> bool:
        """Ask for the first page and look at the first line of the answer."""
        try:
            reader, writer = await asyncio.open_connection(self.host, self.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            first = await asyncio.wait_for(reader.readline(), 30)
            writer.close()
        except (OSError, TimeoutError):
            return False
        return first.startswith(b"HTTP/1.1 ") and not first.startswith(b"HTTP/1.1 5")
