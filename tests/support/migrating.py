"""Migrating a database step by step, as an upgrade does, at a fifth of the time.

``python -m tests.support.migrating`` on an empty database. Django draws anew after each step
every model that is related to the changed one, by whatever way: here that is all of them, and
a minute of a core. The statements need the changed model alone, so that alone is drawn.

On the way rows are left in tables that a later migration gives up or fills anew.
"""

import django
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

BEFORE = [("intake", "0001_intake"), ("tracking", "0001_tracking")]
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SENDER, STREAM = "00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"
# Devices and streams that there are not: nothing here looks at them.
LEFT = f"""
SET LOCAL session_replication_role = replica;
INSERT INTO intake_gate VALUES ('line.::1', now(), 7), ('device.a', now(), 3);
INSERT INTO tracking_gate VALUES ('line.::1', now(), 9), ('person.b', now(), 1);
INSERT INTO intake_tally (device_id, datastream_id, day, why, count, last_at) VALUES
  ('{SENDER}', NULL, '2026-11-20', 'taken', 12, now()),
  ('{SENDER}', '{STREAM}', '2026-11-20', 'wrong_unit', 5000000000, now()),
  (NULL, NULL, '2026-11-21', 'unknown_device', 3, now());
INSERT INTO tracking_tally (device_id, day, why, count, last_at) VALUES
  ('{SENDER}', '2026-11-20', '', 8, now()), (NULL, '2026-11-21', 'unknown', 4, now());
INSERT INTO core_person (id, origin, password, username, name, language, is_active, totp_seed)
VALUES ('{SENDER}', '150600', '', '150600.p', 'P', 'en', true, '{SEED}'),
  ('{STREAM}', '150200', '', '150200.q', 'Q', 'en', true, '');
INSERT INTO core_secondfactor (person_id, pending_seed, last_counter)
VALUES ('{STREAM}', '{SEED}', 0);
"""


def alone(state, app_label, model_name, *_delay):
    """Return what is to be drawn anew: the changed model."""
    return {(app_label, model_name)}


def main():
    django.setup()
    ProjectState._find_reload_model = alone
    connection.prepare_database()
    MigrationExecutor(connection).migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN; {LEFT} COMMIT")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


if __name__ == "__main__":
    main()
