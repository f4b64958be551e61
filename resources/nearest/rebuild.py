"""Making the table of the nearest search anew from what it is made of."""

from typing import Final

from django.db import connection, transaction

# Which table each kind of spot is made of.
SOURCES: Final = {
    "team": "resources_team",
    "asset": "resources_asset",
    "stock": "resources_stock",
    "facility": "register_facility",
}
BATCH = 20_000


def settle() -> int:
    """Send home the teams not seen for long, and write fixes passed over; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nearest_settle()")
        return int(cursor.fetchone()[0])


def rebuild() -> int:
    """Make every spot what it should be; return how many were not. The triggers keep it so."""
    settle()
    differed = _orphans()
    for kind, table in SOURCES.items():
        last = None
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                # Names of tables of ours, never a person's words.
                cursor.execute(
                    f"SELECT id FROM {table} WHERE %s::uuid IS NULL OR id > %s"  # noqa: S608
                    " ORDER BY id LIMIT %s",
                    [last, last, BATCH],
                )
                ids = [key for (key,) in cursor.fetchall()]
                if not ids:
                    break
                cursor.execute("SELECT nearest_put(%s, %s::uuid[])", [kind, ids])
                differed += int(cursor.fetchone()[0])
                last = ids[-1]
    return differed


def _orphans() -> int:
    """Delete the spots of things that are gone; return how many there were."""
    gone = " AND ".join(
        f"NOT EXISTS (SELECT FROM {table} WHERE id = thing)" for table in SOURCES.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM nearest_spot WHERE {gone}")  # noqa: S608
        return int(cursor.rowcount)
