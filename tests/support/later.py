"""Time that passes for the database: its own clock says what is due, and no test moves that.

Instead everything that waits is brought nearer by as much.
"""

from datetime import timedelta

from django.db import connection

WAITING = {
    "tasking_taskstate": ("chase_at", "due_at"),
    "paging_pagestate": ("due_at",),
}


def let_pass(**delta):
    """Let so much time pass for all timers of orders and pages."""
    with connection.cursor() as cursor:
        for table, columns in WAITING.items():
            moved = ", ".join(f"{name} = {name} - %(by)s::interval" for name in columns)
            cursor.execute(f"UPDATE {table} SET {moved}", {"by": str(timedelta(**delta))})
