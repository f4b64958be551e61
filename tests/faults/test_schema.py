"""The tables that the suite makes at once are the tables that migrations lead to."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support.live import fresh_database

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.mark.timeout(300)
def test_the_quick_tables_are_those_of_the_migrations():
    made = {}
    for name, words in {
        "migrated": ["manage.py", "migrate", "-v", "0"],
        "quick": ["-m", "command.management.stack.tables"],
    }.items():
        url = fresh_database(os.environ["DATABASE_URL"], f"jc_schema_{name}_{os.getpid()}")
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "command.settings.test",
        }
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)
        made[name] = listed(url)
    for name in LISTED:
        migrated, quick = made["migrated"][name], made["quick"][name]
        assert migrated
        assert set(migrated) ^ set(quick) == set(), name
        assert len(migrated) == len(quick), name
