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


@contextmanager
def later(**delta):
    """Let it be so much later for this process and for its connection; both clocks stand.

    PostgreSQL looks for its functions in the search path: ours come first.
    """
    at = now() + timedelta(**delta)
    with time_machine.travel(at, tick=False), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS another_time")
        for name in CLOCKS:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION another_time.{name}() RETURNS timestamptz"
                f" STABLE LANGUAGE sql AS $$ SELECT '{at.isoformat()}'::timestamptz $$"
            )
        cursor.execute("SET search_path = another_time, pg_catalog, public")
        try:
            yield
        finally:
            cursor.execute("SET search_path TO DEFAULT")
