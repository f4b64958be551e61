"""The private PostgreSQL cluster with PostGIS."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from command.management.stack.home import Account, Home, Remembered, service_account
from command.management.stack.leftovers import end_within
from command.management.stack.program import Program
from command.management.stack.report import StackError
from command.management.stack.shell import on_path, output_of

DATABASE = "joint_command"
OWNER = "joint_command"
SUPERUSER = "postgres"
OLDEST = 15
# Nothing that the operator was told is saved may be lost: these stay on in every `up`.
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
# Tests keep nothing.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=256MB",
    "log_checkpoints=off",
    "log_line_prefix=%p ",
    "log_timezone=UTC",
    "password_encryption=scram-sha-256",
)
# For psql, run on every start; the password comes by the environment, not by the command line.
MAKE_DATABASE = r"""
\getenv password OWNER_PASSWORD
SELECT 'CREATE ROLE joint_command LOGIN'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'joint_command') \gexec
ALTER ROLE joint_command PASSWORD :'password';
SELECT 'CREATE DATABASE joint_command OWNER joint_command'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'joint_command') \gexec
"""


def newest_server(within: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """Return the folder of the newest server's programs that has PostGIS beside it."""
    found = {
        int(folder.parent.name): folder
        for folder in within.glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "postgres").exists()
    }
    usable = [version for version in found if version >= OLDEST and _has_postgis(version)]
    return found[max(usable)] if usable else None


def _has_postgis(version: int) -> bool:
    return Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists()


@dataclass(frozen=True)
class Postgres:
    """One cluster: its folder, who runs it, and how to reach it."""

    home: Home
    remembered: Remembered
    account: Account | None

    @classmethod
    def of(cls, home: Home, remembered: Remembered) -> "Postgres":
        """Return the cluster of a home."""
        return cls(home, remembered, service_account())

    @property
    def folder(self) -> Path:
        """Where the tables lie."""
        return self.home.cluster(self.account)

    @property
    def programs(self) -> Path:
        """The folder of the server that fits the cluster. Raises StackError without one."""
        mark = self.folder / "PG_VERSION"
        if mark.exists():
            fitting = Path("/usr/lib/postgresql") / mark.read_text().strip() / "bin"
            if not (fitting / "postgres").exists():
                raise StackError(
                    f"The database in {self.folder} needs the server of {fitting}."
                )
            return fitting
        newest = newest_server()
        if newest is None:
            raise StackError("There is no PostgreSQL 15 or newer with PostGIS.")
        return newest

    def url(self, *, superuser: bool) -> str:
        """Return the address for Django."""
        user, password = (
            (SUPERUSER, self.remembered.superuser_password)
            if superuser
            else (OWNER, self.remembered.owner_password)
        )
        return (
            f"postgres://{user}:{password}@127.0.0.1:{self.remembered.database_port}/{DATABASE}"
        )

    def make_cluster(self) -> None:
        """Make an empty cluster unless there is one; one broken off halfway is made anew."""
        if (self.folder / "PG_VERSION").exists():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.account is not None:
            os.chown(self.folder, self.account.user_id, self.account.group_id)
            for step in (self.folder.parent, self.folder.parent.parent):
                step.chmod(0o755)
        password = self.folder.parent / "initdb.password"
        fresh = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fresh, "w") as out:
            out.write(self.remembered.superuser_password)
        try:
            if self.account is not None:
                os.chown(password, self.account.user_id, self.account.group_id)
            self._initdb(password)
        finally:
            password.unlink()

    def _initdb(self, password: Path) -> None:
        argv: list[str | Path] = [
            self.programs / "initdb",
            "-D",
            self.folder,
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
        ]
        argv += ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={password}"]
        argv += ["--data-checksums", "--no-instructions"]
        account = self.account
        output_of(
            argv,
            user=account.user_id if account else None,
            group=account.group_id if account else None,
        )

    def program(self, *, durable: bool) -> Program:
        """Return how the server is started and stopped."""
        chosen = DURABLE if durable else FORGETFUL
        settings = (*SETTINGS, *chosen, f"port={self.remembered.database_port}")
        flags = [part for setting in settings for part in ("-c", setting)]
        return Program(
            name="postgres",
            argv=(str(self.programs / "postgres"), "-D", str(self.folder), *flags),
            environment={"LANG": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
            account=self.account,
            stop=signal.SIGINT,  # "fast": break off transactions, then stop cleanly
            force=signal.SIGQUIT,
            patience_s=30,
            before=self.clear,
        )

    def clear(self) -> None:
        """End what an earlier supervisor left running on this cluster."""
        if left := end_within(self.folder):
            raise StackError(f"PostgreSQL processes that do not end: {left}")
        # A number that now belongs to some other program would keep the server from starting.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """Tell whether the server answers."""
        try:
            self.ask("SELECT 1", database="postgres")
        except StackError:
            return False
        return True

    def make_database(self) -> None:
        """Make the owner, the database and its extension; harmless when they exist."""
        self.ask(MAKE_DATABASE, database="postgres")
        self.ask("CREATE EXTENSION IF NOT EXISTS postgis", database=DATABASE)

    def ask(self, sql: str, *, database: str) -> str:
        """Run SQL as the superuser. Raises StackError."""
        argv: list[str | Path] = [
            on_path("psql") or self.programs / "psql",
            "-X",
            "-q",
            "-A",
            "-t",
        ]
        argv += ["-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", SUPERUSER, "-d", database]
        argv += ["-p", str(self.remembered.database_port)]
        environment = {
            **os.environ,
            "PGPASSWORD": self.remembered.superuser_password,
            "OWNER_PASSWORD": self.remembered.owner_password,
            "PGCONNECT_TIMEOUT": "5",
            "PGOPTIONS": "-c client_min_messages=warning",
        }
        return output_of(argv, environment=environment, feed=sql)
