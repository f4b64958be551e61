"""The private servers (PostgreSQL and Redis) and the environment that leads Django to them."""

import asyncio
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from command.management.stack.home import MARK, Home, Remembered, service_account
from command.management.stack.postgres import Postgres
from command.management.stack.program import Program
from command.management.stack.report import StackError
from command.management.stack.shell import on_path
from command.management.stack.supervisor import Supervisor

# Redis carries messages between processes and keeps nothing: a task that is due, and an entry
# that must reach a screen, stand in PostgreSQL and are found again there. So it writes no file.
REDIS_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
daemonize no
loglevel warning
dir /
"""


@dataclass(frozen=True)
class Services:
    """What runs beneath the application, for one purpose."""

    home: Home
    remembered: Remembered
    durable: bool
    given: Mapping[str, str]

    @property
    def own_database(self) -> bool:
        """Whether PostgreSQL is ours to run."""
        return not self.given.get("DATABASE_URL")

    @property
    def own_redis(self) -> bool:
        """Whether Redis is ours to run."""
        return not self.given.get("REDIS_URL")

    async def start(self, supervisor: Supervisor) -> None:
        """Start the servers that are ours and wait until they answer."""
        if self.own_database:
            postgres = Postgres.of(self.home, self.remembered)
            if not postgres.folder.is_relative_to(self.home.data):
                supervisor.report.say(f"The database lies in {postgres.folder}")
            await asyncio.to_thread(postgres.make_cluster)
            supervisor.keep(postgres.program(durable=self.durable))
        if self.own_redis:
            supervisor.keep(self._redis())
        if self.own_database:

            async def answers() -> bool:
                return await asyncio.to_thread(postgres.is_ready)

            await supervisor.until("PostgreSQL", answers, patience_s=60)
            await asyncio.to_thread(postgres.make_database)
        if self.own_redis:
            await supervisor.until("Redis", self._redis_answers, patience_s=20)

    def environment(self, settings: str) -> dict[str, str]:
        """Return the environment of every process of the application.

        Tests make databases with extensions, so they alone connect as the superuser.
        """
        postgres = Postgres.of(self.home, self.remembered)
        redis = self.remembered
        url = f"redis://:{redis.redis_password}@127.0.0.1:{redis.redis_port}/0"
        return {
            **self.given,
            MARK: str(self.home.data),
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": self.given.get("DATABASE_URL")
            or postgres.url(superuser=not self.durable),
            "REDIS_URL": self.given.get("REDIS_URL") or url,
            "SECRET_KEY": self.given.get("SECRET_KEY") or self.remembered.secret_key,
            "JC_MEDIA": self.given.get("JC_MEDIA") or str(self.home.data / "media"),
            "PYTHONUNBUFFERED": "1",
        }

    def _redis(self) -> Program:
        server = on_path("redis-server")
        if server is None:
            raise StackError("There is no redis-server.")
        return Program(
            name="redis",
            argv=(str(server), "-"),
            environment={MARK: str(self.home.data), "PATH": os.environ.get("PATH", "")},
            account=service_account(),
            layer=1,
            hush="Memory overcommit",  # matters for saving only, and nothing is saved
            feed=REDIS_CONFIGURATION.format(
                port=self.remembered.redis_port, password=self.remembered.redis_password
            ),
        )

    async def _redis_answers(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self.remembered.redis_port
            )
        except OSError:
            return False
        writer.write(f"AUTH {self.remembered.redis_password}\r\n".encode())
        answer = await reader.readline()
        writer.close()
        return answer.startswith(b"+OK")


def listen(host: str, port: int) -> socket.socket:
    """Open the socket that all web processes accept from; ``::`` takes IPv4 as well.

    The supervisor holds it, so a web process that dies loses no waiting connection.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        dual = family == socket.AF_INET6 and host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(
            (host, port), family=family, backlog=2048, dualstack_ipv6=dual
        )
    except OSError as error:
        raise StackError(
            f"Cannot listen on {host} port {port}: {error.strerror or error}. "
            "Choose another with --port or --host."
        ) from None


def own_names(host: str) -> list[str]:
    """List the names under which browsers may ask for this machine."""
    local = ["localhost", "127.0.0.1", "[::1]"]
    if host in {"127.0.0.1", "::1", "localhost"}:
        return local
    if host not in {"::", "0.0.0.0"}:  # noqa: S104 - compared, not bound
        return [*local, f"[{host}]" if ":" in host else host]
    machine = socket.gethostname()
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(machine, None)}
    except OSError:
        found = set()
    found |= {
        address for address in (_outward(socket.AF_INET), _outward(socket.AF_INET6)) if address
    }
    names = sorted(f"[{name}]" if ":" in name else name for name in found)
    return [*local, machine, *(name for name in names if name not in local)]


def _outward(family: socket.AddressFamily) -> str | None:
    """Return this machine's address on its main network; nothing is sent to find out."""
    target = "192.0.2.1" if family == socket.AF_INET else "2001:db8::1"
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return None
