"""The tables of a new test database, made from the models and not step by step.

Migrating draws the state of a hundred models anew after each step: half a minute of a core for
each database, which every worker of every run would pay. Here the tables are made once from the
models as they are, then what the migrations say in SQL (guards, triggers, partitions) is run in
its order. ``tests/faults/test_schema.py`` proves that both ways lead to the same schema; `up`
migrates.
"""

import django
from django.apps import apps
from django.contrib.postgres.operations import CreateExtension
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel, RunSQL, SeparateDatabaseAndState
from django.db.migrations.recorder import MigrationRecorder


def install(patch):
    """Let a database that has nothing yet be made the quick way."""
    slow = migrate.Command.handle

    def handle(self, *args, **options):
        executor = MigrationExecutor(connection)
        if executor.loader.applied_migrations:
            return slow(self, *args, **options)
        connection.prepare_database()
        return build(executor)

    patch.setattr(migrate.Command, "handle", handle)


def build(executor):
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
    with connection.schema_editor() as editor:
        for step in steps:
            if isinstance(step, RunSQL):
                step._run_sql(editor, step.sql)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    rows = [recorder.Migration(app=one.app_label, name=one.name) for one in plan]
    recorder.migration_qs.bulk_create(rows)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def parts(operations):
    """Yield what is done to the database, in its order."""
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from parts(operation.database_operations)
        else:
            yield operation


def made_by_sql(plan):
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


def main():
    """Make the tables of ``DATABASE_URL``, unless it has some."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        connection.prepare_database()
        build(executor)


if __name__ == "__main__":
    django.setup()
    main()
