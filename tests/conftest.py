"""What every test stands on: code lists, and a database whose flush is allowed."""

import gc

import pytest
from django.core.management import call_command
from django.db import connection

from command.core import regions
from command.core.models import Region

LIST_TRUNCATE_GUARDS = (
    "SELECT c.oid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE t.tgname = 'jc_no_truncate'"
)


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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let the test runner flush: the guard against TRUNCATE has a test of its own."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LIST_TRUNCATE_GUARDS)
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER jc_no_truncate")


@pytest.fixture(autouse=True)
def code_lists(request):
    """Load the code lists wherever a test uses the database and they are missing."""
    wanted = {"db", "transactional_db", "django_db_setup"}
    if request.node.get_closest_marker("django_db") or wanted & set(request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        if not Region.objects.exists():
            call_command("load_codelists", verbosity=0)
        regions.forget()
