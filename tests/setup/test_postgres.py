"""The private database, made and started for real."""

import asyncio
import io
import os
import shutil
import signal

import pytest

from command.management.stack.home import SYSTEM_DATA, Home, Remembered
from command.management.stack.leftovers import processes_within
from command.management.stack.postgres import DATABASE, OWNER, Postgres
from command.management.stack.report import Report
from command.management.stack.services import Services
from command.management.stack.supervisor import Supervisor


@pytest.fixture
def services(tmp_path):
    home = Home(tmp_path, "up")
    home.make()
    made = Services(home, Remembered.of(home), durable=True, given={"REDIS_URL": "elsewhere"})
    yield made
    folder = Postgres.of(home, made.remembered).folder
    if folder.is_relative_to(SYSTEM_DATA):
        shutil.rmtree(folder.parents[1], ignore_errors=True)


async def test_the_private_database_is_durable_and_its_owner_is_no_superuser(services):
    postgres = Postgres.of(services.home, services.remembered)
    boss = Supervisor(Report(io.StringIO()))
    try:
        await services.start(boss)

        def ask(sql):
            return postgres.ask(sql, database=DATABASE).split()

        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert ask(f"SHOW {setting}") == ["on"]
        assert ask(f"SELECT rolsuper FROM pg_roles WHERE rolname = '{OWNER}'") == ["f"]
        assert ask("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'") == ["1"]
        assert ask("SHOW listen_addresses") == ["127.0.0.1"]
        assert oct(postgres.folder.stat().st_mode & 0o777) == "0o700"
        await _survives_its_own_death(postgres, boss)
    finally:
        await boss.stop()
    assert processes_within(postgres.folder) == []


async def _survives_its_own_death(postgres, boss):
    """Kill the server hard; the supervisor clears what is left and starts it again."""
    postgres.ask("CREATE TABLE kept AS SELECT 1 AS one", database=DATABASE)
    server = int((postgres.folder / "postmaster.pid").read_text().split("\n")[0])

    os.kill(server, signal.SIGKILL)

    async def answers():
        return await asyncio.to_thread(postgres.is_ready)

    async def is_reported():
        return "postgres ended" in boss.report.stream.getvalue()

    await boss.until("its end", is_reported, patience_s=60)
    await boss.until("PostgreSQL", answers, patience_s=60)
    assert postgres.ask("SELECT one FROM kept", database=DATABASE).strip() == "1"


def test_another_database_is_used_when_one_is_given(services):
    given = {"DATABASE_URL": "postgres://db.example/four_cities", "REDIS_URL": "redis://r/1"}
    other = Services(services.home, services.remembered, durable=True, given=given)

    environment = other.environment("command.settings.dev")

    assert other.own_database is False
    assert other.own_redis is False
    assert environment["DATABASE_URL"] == given["DATABASE_URL"]
    assert environment["REDIS_URL"] == given["REDIS_URL"]
