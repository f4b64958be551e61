"""The tables of a new database, made from the models and not step by step.

Migrating draws the state of some three hundred models anew after each step: more than a minute
of a core before a first start serves, and for every database of the tests. Here the tables are
made once from the models as they are, then what the migrations say in SQL (guards, triggers,
partitions) is run in its order, all in one transaction: a killed start has made nothing.
``tests/faults/test_schema.py`` proves that both ways lead to the same schema. A database that
has tables is migrated.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import django
from django.apps import apps
from django.contrib.postgres.operations import CreateExtension
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


def make() -> bool:
    """Make the tables unless there are some; return whether they were made."""
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations:
        return False
    with transaction.atomic():
        connection.prepare_database()
        build(executor)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def install(patch: Any) -> None:
    """Let ``migrate`` make the tables of a database that has none; for tests."""
    slow = migrate.Command.handle

    def handle(self: migrate.Command, *args: Any, **options: Any) -> None:
        if not make():
            slow(self, *args, **options)

    patch.setattr(migrate.Command, "handle", handle)


def build(executor: MigrationExecutor) -> None:
    """Make every table, and note every migration as applied."""
    graph = executor.loader.graph
    plan = [migration for migration, _back in executor.migration_plan(graph.leaf_nodes())]
    steps = [step for migration in plan for step in parts(migration.operations)]
    with connection.cursor() as cursor:
        for step in steps:
            if isinstance(step, CreateExtension):
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {step.name}")
    by_sql = made_by_sql(plan)
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection) and model._meta.db_table not in by_sql:
                editor.create_model(model)
    nothing = ProjectState()  # plain SQL needs to know no model
    with connection.schema_editor() as editor:
        for step in steps:
            if isinstance(step, RunSQL):
                step.database_forwards("", editor, nothing, nothing)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    rows = [recorder.Migration(app=one.app_label, name=one.name) for one in plan]
    recorder.migration_qs.bulk_create(rows)


def parts(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Yield what is done to the database, in its order."""
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from parts(operation.database_operations)
        else:
            yield operation


def made_by_sql(plan: Sequence[Migration]) -> set[str]:
    """Return the tables of the models that Django only believes in: their SQL makes them."""
    told = [
        (migration.app_label, step)
        for migration in plan
        for operation in migration.operations
        if isinstance(operation, SeparateDatabaseAndState)
        for step in operation.state_operations
        if isinstance(step, CreateModel)
    ]
    return {apps.get_model(label, step.name)._meta.db_table for label, step in told}


if __name__ == "__main__":
    django.setup()
    make()
