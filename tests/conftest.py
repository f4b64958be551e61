"""What every test stands on: code lists, and a database that is emptied quickly."""

import gc

import pytest
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from command.core import regions
from command.core.models import Region
from command.management.stack import tables
from tests.support.later import BothClocks


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Say what may run beside what when ``--dist loadgroup`` shares out whole systems.

    The browser tests of a file share their people and what they made; whatever starts workers
    on the test servers' own Redis runs alone there.
    """
    for item in items:
        folder = item.path.parent.name
        group = item.path.stem if folder == "browser" else folder
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_finish():
    """Count what was imported and collected as standing: no later collection looks at it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport():
    """Collect no garbage while a report is written.

    A report parses source; a finaliser that parses some too, in the middle of it, ends CPython
    3.11 in "AST constructor recursion depth mismatch" and hides what failed.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


# Table to its rows, as PostgreSQL copies them out.
SHIPPED = {}
# The track and the readings are their parts, each a table of its own.
PARTED = {"tracking_track", "monitoring_reading", "monitoring_readingminute"}
NOT_OURS = {"django_migrations", "django_content_type", "spatial_ref_sys", *PARTED}


def copied():
    """Copy every table that has rows."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - NOT_OURS
        return {table: rows for table in sorted(tables) if (rows := copied_out(cursor, table))}


def copied_out(cursor, table):
    with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
        return b"".join(out)


def put_back(shipped):
    """Write the copies, in the transaction of the test if it has one."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Neither the guards nor the foreign keys mind what has been in the tables before.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in shipped.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                into.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")


def delete_instead(self, style, tables, *, reset_sequences=False, allow_cascade=False):
    """Return what empties the tables after a test that commits.

    A test leaves few rows in few of seventy tables: deleting them takes milliseconds where
    TRUNCATE takes a second, and the guard against TRUNCATE stays in force. The guards against
    deletion stand aside for a replica, which only a superuser can play.
    """
    return [
        "SET LOCAL session_replication_role = replica",
        *(f'DELETE FROM "{table}"' for table in tables),
    ]


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    """Empty tables quickly, and do not make permissions anew that nothing here uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", delete_instead)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **kwargs: None)
        yield


@pytest.fixture(autouse=True)
def english():
    """Begin every test in English: a page in Chinese leaves its language in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def clocks(db):
    """Both clocks, the process's and the database's, to be put to other moments."""
    both = BothClocks()
    yield both
    both.stop()


@pytest.fixture(scope="session")
def tables_at_once():
    """Make the tables of a new database from the models."""
    with pytest.MonkeyPatch.context() as patch:
        tables.install(patch)
        yield


@pytest.fixture(scope="session")
def django_db_setup(tables_at_once, django_db_setup, django_db_blocker):
    """Load the code lists and rules once; keep what was written, to put it back quickly."""
    with django_db_blocker.unblock():
        call_command("load_codelists", verbosity=0)
        SHIPPED.update(copied())


@pytest.fixture(autouse=True)
def code_lists(request):
    """Put the code lists back wherever a test that commits has emptied the tables."""
    wanted = {"db", "transactional_db", "django_db_setup"}
    if request.node.get_closest_marker("django_db") or wanted & set(request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        ship()


def ship():
    """Put the code lists back if they are gone."""
    if not Region.objects.exists():
        put_back(SHIPPED)
    regions.forget()
