"""``manage.py up``: everything, from a bare machine to a served page."""

import asyncio
import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from command.management.stack import application, frontend, packages, system
from command.management.stack.home import Home, Remembered, service_account
from command.management.stack.leftovers import end_marked, end_within
from command.management.stack.postgres import Postgres
from command.management.stack.program import Program
from command.management.stack.report import Report, StackError
from command.management.stack.services import Services, listen, own_names
from command.management.stack.supervisor import Supervisor

SETTINGS = "command.settings.dev"


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for."""

    host: str
    port: int
    demo: bool
    reset: bool
    data: str = "up"


def provide(home: Home, report: Report, *, development: bool, browser: bool) -> None:
    """Install what is missing; quick when nothing is."""
    home.make()
    busy = "Another set-up of this checkout is under way."
    with home.locked(name="setup.lock", refusal=busy):
        listed = system.needs(
            database=not os.environ.get("DATABASE_URL"),
            redis=not os.environ.get("REDIS_URL"),
            browser=browser,
        )
        system.install_missing(listed, report)
        packages.install(home, report, development=development)
        frontend.install(home, report, development=development)
        frontend.compile_messages(home, report)


def up(root: Path, wishes: Wishes, report: Report) -> int:
    """Set up, start and supervise until asked to stop; return the exit status."""
    home = Home(root, wishes.data)
    report.say(f"Joint Command on {system.debian_name()}, data in {home.data}")
    provide(home, report, development=False, browser=False)
    busy = f"This checkout is already up (another process holds .data/{wishes.data}.lock)."
    with home.locked(name=f"{wishes.data}.lock", refusal=busy):
        if orphans := end_marked(home.data):
            report.say(f"Ended {orphans} processes that an earlier start left behind.")
        if wishes.reset:
            _forget(home, report)
        home.make()
        if not os.environ.get("DATABASE_URL"):
            # Before ports are looked at: an old server still holds the one that is remembered.
            end_within(home.cluster(service_account()))
        with listen(wishes.host, wishes.port) as door:
            services = Services(home, Remembered.of(home), durable=True, given=dict(os.environ))
            return asyncio.run(_serve(services, wishes, door, report))


def _forget(home: Home, report: Report) -> None:
    """Remove the private data; a server that is not ours is not touched."""
    if os.environ.get("DATABASE_URL"):
        raise StackError("--reset does not empty the database of DATABASE_URL.")
    cluster = home.cluster(service_account())
    Postgres.of(home, Remembered.of(home)).clear()
    report.say(f"Removing {cluster} and {home.data}")
    for folder in (cluster, home.data):
        shutil.rmtree(folder, ignore_errors=True)


async def _serve(
    services: Services, wishes: Wishes, door: socket.socket, report: Report
) -> int:
    supervisor = Supervisor(report)
    environment = services.environment(SETTINGS)
    environment.setdefault("JC_ALLOWED_HOSTS", ",".join(own_names(wishes.host)))
    with supervisor.signals():
        try:
            with report.step("Starting the private servers"):
                await services.start(supervisor)
            await _prepare(services.home, supervisor, environment, wishes)
            web, others = application.programs(services.home, environment, door)
            for program in web:
                supervisor.keep(program)
            await supervisor.until("the web server", application.Answers(door), patience_s=60)
            for program in others:
                supervisor.keep(program)
            _welcome(services.home, wishes, door, report)
            await supervisor.stopping.wait()
        except StackError:
            if not supervisor.stopping.is_set():
                raise
        finally:
            report.say("Stopping.")
            await supervisor.stop()
            report.say("Everything has stopped.")
    return 0


async def _prepare(
    home: Home, supervisor: Supervisor, environment: dict[str, str], wishes: Wishes
) -> None:
    argv = [str(home.python), "-m", "command.management.stack.prepare"]
    argv += [str(home.data / "accounts.txt"), *([] if wishes.demo else ["--no-demo"])]
    status = await supervisor.run_once(
        Program(name="prepare", argv=tuple(argv), environment=environment, cwd=str(home.root))
    )
    if status:
        raise StackError("Preparing the database failed; the reason stands above.")


def _welcome(home: Home, wishes: Wishes, door: socket.socket, report: Report) -> None:
    host, port = door.getsockname()[:2]
    if host in {"::", "0.0.0.0", "127.0.0.1", "::1"}:  # noqa: S104 - compared, not bound
        host = "localhost"
    report.say(f"Serving after {report.elapsed_s:.1f} s. Ctrl-C stops everything.")
    report.plain("")
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    report.plain(f"    Joint Command   {address}")
    if host == "localhost" and wishes.host in {"::", "0.0.0.0"}:  # noqa: S104
        for name in own_names(wishes.host)[3:]:
            report.plain(f"                    http://{name}:{port}/")
    accounts = home.data / "accounts.txt"
    if wishes.demo and accounts.exists():
        report.plain(
            f"    Exercise S1     {address}exercise/  (the ice jam, played on this system)"
        )
        report.plain("")
        for line in accounts.read_text().splitlines():
            report.plain(f"    {line}")
    report.plain("")
