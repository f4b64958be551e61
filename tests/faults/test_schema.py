"""The tables that the suite makes at once are the tables that migrations lead to."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from command.core.sealing import unseal
from tests.support.live import fresh_database
from tests.support.migrating import SEED

ROOT = Path(__file__).resolve().parents[2]
QUICK = "command.management.stack.tables"
pytestmark = pytest.mark.timeout(600)
# Django's own groups are in nobody's hands here; their keys have another width.
OURS = """n.nspname = 'public' AND c.relname NOT LIKE 'auth%'
    AND c.relname NOT IN ('spatial_ref_sys', 'django_migrations')"""
# Each lists the same things by name, whatever order they were made in.
LISTED = {
    "columns": f"""
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v') AND {OURS}
    """,
    "constraints": f"""
        SELECT c.relname, k.contype, pg_get_constraintdef(k.oid), k.condeferrable
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS}
    """,
    "named constraints": f"""
        SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype IN ('c', 'x', 'u') AND {OURS}
    """,
    "indexes": f"""
        SELECT c.relname, regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \\S+ ON', 'ON')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS}
    """,
    "triggers": f"""
        SELECT c.relname, t.tgenabled, pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND {OURS}
    """,
    "functions": """
        SELECT p.proname, p.prosrc FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        LEFT JOIN pg_depend e ON e.objid = p.oid AND e.deptype = 'e'
        WHERE n.nspname = 'public' AND e.objid IS NULL
    """,
    "migrations": "SELECT app, name FROM django_migrations",
}


def listed(url):
    with psycopg.connect(url) as connection:
        return {
            name: sorted(map(str, connection.execute(query).fetchall()))
            for name, query in LISTED.items()
        }


# What the upgrade finds in tables that it gives up, and where it is to stand afterwards.
MOVED = {
    "SELECT entrance, why, count, sender IS NULL, subject IS NULL FROM core_tally": [
        ("positions", "", 8, False, True),
        ("positions", "unknown", 4, True, True),
        ("readings", "taken", 12, False, True),
        ("readings", "unknown_device", 3, True, True),
        ("readings", "wrong_unit", 5_000_000_000, False, False),
    ],
    "SELECT key, used FROM core_coming": [("device.a", 3), ("line.::1", 7), ("person.b", 1)],
}


@pytest.fixture(scope="module")
def made():
    """Make the tables both ways, side by side; return where."""
    urls, running = {}, []
    for name in ("migrated", "quick"):
        urls[name] = fresh_database(
            os.environ["DATABASE_URL"], f"jc_schema_{name}_{os.getpid()}"
        )
        module = "tests.support.migrating" if name == "migrated" else QUICK
        environment = {
            **os.environ,
            "DATABASE_URL": urls[name],
            "DJANGO_SETTINGS_MODULE": "command.settings.test",
        }
        running.append(
            subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=environment)
        )
    assert [process.wait() for process in running] == [0, 0]
    return urls


def test_the_quick_tables_are_those_of_the_migrations(made):
    there = {name: listed(url) for name, url in made.items()}
    for name in LISTED:
        migrated, quick = there["migrated"][name], there["quick"][name]
        assert migrated
        assert set(migrated) ^ set(quick) == set(), name
        assert len(migrated) == len(quick), name


def test_an_upgrade_seals_the_seeds_that_lie_open(made):
    # Those who made the tables had the key that this process has.
    with psycopg.connect(made["migrated"]) as connection:
        kept = connection.execute(
            "SELECT totp_seed FROM core_person"
            " UNION ALL SELECT pending_seed FROM core_secondfactor"
        )
        seeds = sorted(unseal(seed) for (seed,) in kept)
    assert seeds == ["", SEED, SEED]


def test_an_upgrade_takes_along_what_stood_in_tables_that_it_gives_up(made):
    with psycopg.connect(made["migrated"]) as connection:
        for query, rows in MOVED.items():
            assert sorted(connection.execute(query).fetchall()) == rows
