"""Time that passes for the database: its own clock says what is due.

Either everything that waits is brought nearer, or another clock stands before the database's.
"""

from contextlib import contextmanager
from datetime import timedelta

import time_machine
from django.db import connection
from django.utils.timezone import now

WAITING = {
    "tasking_taskstate": ("chase_at", "due_at"),
    "paging_pagestate": ("due_at",),
    "plans_stepwait": ("ready_at",),
}
CLOCKS = ("clock_timestamp", "statement_timestamp")


def let_pass(**delta):
    """Let so much time pass for all timers of orders, pages and steps of plans."""
    with connection.cursor() as cursor:
        for table, columns in WAITING.items():
            moved = ", ".join(f"{name} = {name} - %(by)s::interval" for name in columns)
            cursor.execute(f"UPDATE {table} SET {moved}", {"by": str(timedelta(**delta))})


class BothClocks:
    """The clock of this process and that of its connection, which stand where they are put.

    PostgreSQL looks for its functions in the search path: ours come first.
    """

    def __init__(self):
        self._process = None

    def move_to(self, at):
        """Let it be that moment for both; neither goes on by itself."""
        self._let_go()
        self._process = time_machine.travel(at, tick=False)
        self._process.start()
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS another_time")
            for name in CLOCKS:
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION another_time.{name}() RETURNS timestamptz"
                    f" STABLE LANGUAGE sql AS $$ SELECT '{at.isoformat()}'::timestamptz $$"
                )
            cursor.execute("SET search_path = another_time, pg_catalog, public")

    def stop(self):
        self._let_go()
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET search_path TO DEFAULT")

    def _let_go(self):
        if self._process is not None:
            self._process.stop()
            self._process = None


@contextmanager
def later(**delta):
    """Let it be so much later for this process and for its connection; both clocks stand."""
    clocks = BothClocks()
    clocks.move_to(now() + timedelta(**delta))
    try:
        yield
    finally:
        clocks.stop()


@contextmanager
def wrong_by(**delta):
    """Let the clock of this process alone be wrong; the database's stays as it is."""
    with time_machine.travel(now() + timedelta(**delta), tick=False):
        yield
