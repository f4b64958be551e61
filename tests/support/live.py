"""The whole system as real processes, on a database of its own, for browser tests.

The same programs as ``manage.py up`` runs: two web processes, a Celery worker, beat.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg

from tests.support.clerk import Clerk
from tests.support.ports import free_port, wait_until
from tests.support.redis_server import RedisServer

ROOT = Path(__file__).resolve().parents[2]
# Collected once for all systems that tests start, and again when a file has changed.
STATIC = str(ROOT / ".data" / "test" / "static")


def fresh_database(url, name):
    """Make the database ``name`` anew on the server of ``url``; return its address."""
    with psycopg.connect(url_of(url, "postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
    return url_of(url, name)


def url_of(url, database):
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{database}"))


@dataclass
class Live:
    """The running system: where it answers, and how to stop and start its parts."""

    folder: Path
    environment: dict
    port: int
    processes: dict = field(default_factory=dict)
    clerk: Clerk | None = None
    redis: RedisServer = field(default_factory=RedisServer)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.redis.start()
        self.environment["REDIS_URL"] = self.redis.url
        self._run_once("command.management.stack.prepare", str(self.folder / "accounts.txt"))
        self.start_web()
        for name, words in {
            "worker": ["worker", "-c", "2", "-l", "WARNING"],
            "beat": ["beat", "-l", "WARNING", "--pidfile=", "-s", str(self.folder / "beat")],
        }.items():
            self.spawn(name, "celery", "-A", "command.celery:app", *words)

    def start_web(self):
        self.spawn(
            "web", "uvicorn", "command.asgi:application", "--port", str(self.port),
            "--workers", "2", "--ws", "websockets-sansio", "--loop", "uvloop",
            "--http", "httptools", "--no-proxy-headers", "--log-level", "warning",
        )  # fmt: skip
        wait_until(self.answers, "the web server")

    def stop(self, name, how=signal.SIGTERM):
        process = self.processes.pop(name)
        os.killpg(process.pid, how)
        process.wait(30)

    def stop_all(self):
        if self.clerk:
            self.clerk.dismiss()
        for name in list(self.processes):
            try:
                self.stop(name, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.redis.stop()

    def run(self, code):
        """Run a piece of Python on the system's own database; return what it printed."""
        if self.clerk is None:
            self.clerk = Clerk(self.environment, self.folder / "clerk.log")
        return self.clerk.run(code)

    def answers(self):
        try:
            with urlopen(f"{self.address}/sign-in/", timeout=5) as answer:
                return answer.status < 500
        except HTTPError as error:
            with error:
                return error.code < 500
        except (URLError, OSError):
            return False

    def spawn(self, name, *words):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _run_once(self, *words):
        subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, env=self.environment, check=True
        )


def environment_for(folder, database_url):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "command.settings.dev",
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only-for-tests-" * 4,
        "JC_MEDIA": str(folder / "media"),
        "JC_STATIC": STATIC,
        "JC_ALLOWED_HOSTS": "127.0.0.1,localhost",
        "JC_CITY_LINKS": "150200:drum",
        # Where a test of live pictures may serve its stream.
        "JC_STREAM_ORIGINS": f"http://127.0.0.1:{free_port()}",
        "JC_MEDIAMTX_WHEP": f"http://127.0.0.1:{free_port()}/{{path}}/whep",
        "JC_MEDIAMTX_SECRET": "only-for-tests-" * 4,
    }
