"""Where everything is kept, and as whom the servers run."""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command.management.stack.report import StackError

# Marks every process of one home, so that a later start can find what was left behind.
MARK = "JC_HOME"
SYSTEM_DATA = Path("/var/lib/joint-command")


@dataclass(frozen=True)
class Account:
    """A user of the operating system without rights."""

    name: str
    user_id: int
    group_id: int


def service_account() -> Account | None:
    """Return who runs the servers when root starts them; None: whoever starts them.

    PostgreSQL refuses to run as root. Debian's package makes the user ``postgres``.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise StackError("There is neither a user postgres nor a user nobody to run PostgreSQL as.")


def open_to_all(folder: Path) -> bool:
    """Tell whether a user without rights may walk down to a folder."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


@dataclass(frozen=True)
class Home:
    """The folders of one checkout, for one purpose (``up`` or ``test``)."""

    root: Path
    purpose: str

    @property
    def shared(self) -> Path:
        """What both purposes use: tools and stamps."""
        return self.root / ".data"

    @property
    def data(self) -> Path:
        """What this purpose keeps."""
        return self.shared / self.purpose

    @property
    def python(self) -> Path:
        """The interpreter with the locked packages."""
        return self.root / ".venv" / "bin" / "python"

    def make(self) -> None:
        """Make the folders; harmless when they exist."""
        for folder in (self.shared / "stamps", self.data / "media", self.data / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)

    def cluster(self, account: Account | None) -> Path:
        """Return the folder of the database.

        It lies elsewhere when the account that runs the server may not walk down to
        the checkout, as below ``/root``.
        """
        if account is None or open_to_all(self.data):
            return self.data / "postgres"
        name = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
        return SYSTEM_DATA / name / self.purpose / "postgres"

    @contextmanager
    def locked(self, *, name: str, refusal: str) -> Iterator[None]:
        """Hold a lock that the kernel lets go of when this process ends, however it ends."""
        with (self.shared / name).open("a+") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StackError(refusal) from None
            yield


@dataclass(frozen=True)
class Remembered:
    """Ports and secrets that stay the same from start to start."""

    secret_key: str
    owner_password: str
    superuser_password: str
    redis_password: str
    database_port: int
    redis_port: int

    @classmethod
    def of(cls, home: Home) -> "Remembered":
        """Read what was remembered, or make it up; take a new port where one is taken."""
        file = home.data / "remembered.json"
        kept = json.loads(file.read_text()) if file.exists() else {}
        fresh: dict[str, Any] = {
            name: kept.get(name) or secrets.token_hex(32) for name in _SECRETS
        }
        for name in ("database_port", "redis_port"):
            port = kept.get(name)
            fresh[name] = port if port and _is_free(port) else _free_port()
        if fresh != kept:
            _write_privately(file, json.dumps(fresh, indent=2))
        return cls(**fresh)


_SECRETS = ("secret_key", "owner_password", "superuser_password", "redis_password")


def _write_privately(file: Path, text: str) -> None:
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    fresh.replace(file)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
