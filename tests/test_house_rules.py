"""The rules of the house, read off the code and the database."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import UniqueConstraint

from command.celery import app
from command.core import reactions
from command.core.doors import DOORS
from command.core.events import CATALOGUE, Event
from command.core.folding import FOLDS
from command.core.models import OwnedModel

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("command", "incidents", "resources", "plans")
SOURCES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts and "stack" not in path.parts
)
# Calls that write. ``.update`` and ``.delete`` also belong to dicts and caches, hence the
# check that a queryset is meant.
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
QUERYSET_WRITES = {"update", "delete"}
# The doors, and what only doors call: the journal, idempotency keys and the fold. Positions
# are telemetry, not facts (design §3), and have their own batch writer.
WRITERS = {"actions"}
WRITER_FILES = {
    "command/core/journal.py",
    "command/core/operations.py",
    "command/core/folding.py",
    "command/core/models/owned.py",
    "resources/positions.py",
}
# Tests may tell facts of their own.
FACTS = sorted(k for k, event in CATALOGUE.items() if not event.__module__.startswith("tests"))
# What no template holds.
FOREIGN = {
    "an act of its own": r"\son\w+=",
    "a style of its own": r"\sstyle=",
    "a script of its own": r"<script(?![^>]*(src=|type=\"(application/json|importmap)\"))",
    "a stranger": r"https?://",
}
OWNED = [m for m in apps.get_models() if issubclass(m, OwnedModel)]


def name_of(path):
    return str(path.relative_to(ROOT))


def writes(call):
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "save" and call.args:
        return False  # a picture's: a model's takes keywords only
    if call.func.attr in WRITES:
        return True
    return call.func.attr in QUERYSET_WRITES and "objects" in ast.dump(call.func.value)


# One test a rule, not one a file: thousands of tests of a millisecond take a minute to manage.
def test_only_doors_write():
    written = [
        f"{name_of(path)}, line {call.lineno}: .{call.func.attr}()"
        for path in SOURCES
        if not WRITERS & set(path.parts) and name_of(path) not in WRITER_FILES
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and writes(call)
    ]
    assert written == []


def test_a_room_stays_small():
    sizes = {name_of(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in sizes.items() if lines > 250} == {}


def test_what_the_clock_does_is_found_by_the_one_clock():
    by_their_own = [
        name_of(path)
        for path in SOURCES
        if path.name == "tasks.py" and re.search(r"\bnow\(\)", path.read_text())
    ]
    assert by_their_own == []


def test_imports_only_go_down():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_fact_is_named_and_said_by_its_own_fields():
    unknown = {}
    for kind in FACTS:
        event = CATALOGUE[kind]
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)
        if event.words.__func__ is not Event.words.__func__:
            continue  # ``words`` may add its own
        said = {field for _, field, _, _ in Formatter().parse(str(event.says)) if field}
        if not said <= {"actor", *event.__dataclass_fields__}:
            unknown[kind] = said
    assert unknown == {}


def test_every_fact_is_in_the_published_catalogue():
    published = (ROOT / "command/docs/events.md").read_text()
    missing = [kind for kind in FACTS if f"`{kind}`" not in published]
    assert not missing


def test_reactions_answer_facts_that_exist():
    assert set(reactions.TABLE) <= set(CATALOGUE)


def test_there_are_doors_in_every_room():
    rooms = {name.split(".actions")[0] for name in DOORS}
    assert {"command.core", "incidents", "resources", "command.tasking", "plans"} <= rooms


def test_what_the_clock_does_may_be_sent_and_has_time_for_it():
    """Celery refuses to send a task whose soft limit is beyond its hard one, every time."""
    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named <= set(app.tasks)
    ours = [task for name, task in app.tasks.items() if name.startswith(ROOMS)]
    limits = {task.name: (task.soft_time_limit, task.time_limit) for task in ours}
    assert len(limits) >= len(named)
    assert {name: (soft, hard) for name, (soft, hard) in limits.items() if soft > hard} == {}


@pytest.mark.django_db
def test_the_database_guards_every_shared_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(tgname::text) FROM pg_trigger"
            " WHERE NOT tgisinternal GROUP BY 1"
        )
        triggers = {table: set(names) for table, names in cursor.fetchall()}
    tables = [model._meta.db_table for model in OWNED]
    assert [
        t for t in tables if not {"jc_guard", "jc_no_truncate"} <= triggers.get(t, set())
    ] == []


def test_every_uniqueness_of_a_shared_table_starts_with_origin():
    assert [name for model in OWNED for name in not_by_origin(model)] == []


def not_by_origin(model):
    """Yield what of a shared table is unique without its origin."""
    unique = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    if ("id", "origin") not in [tuple(c.fields) for c in unique]:
        yield f"{model._meta.label}: no one_of_each"
    others = [c for c in unique if tuple(c.fields) != ("id", "origin")]
    yield from (c.name for c in others if c.fields[0] != "origin")
    excluded = [c for c in model._meta.constraints if isinstance(c, ExclusionConstraint)]
    yield from (c.name for c in excluded if c.expressions[0][0] != "origin")
    columns = [f.name for f in model._meta.local_fields if f.unique and not f.primary_key]
    yield from (f"{model._meta.label}.{name}" for name in columns)


def test_no_foreign_key_of_a_shared_table_cascades():
    cascading = [
        f"{model._meta.label}.{f.name}"
        for model in OWNED
        for f in model._meta.local_fields
        if f.is_relation and f.remote_field.on_delete.__name__ != "PROTECT"
    ]
    assert cascading == []
    assert [m._meta.label for m in OWNED if m._meta.local_many_to_many] == []


def test_every_fold_is_a_header_with_changes_and_a_state():
    assert {"incidents.Incident", "resources.ResourceRequest", "tasking.Task"} <= set(FOLDS)


def test_templates_hold_no_script_no_style_and_no_stranger():
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(r"{[%{].*?[%}]}", "", path.read_text())
        text = text.replace("http://www.w3.org/", "")
        wrong = [what for what, pattern in FOREIGN.items() if re.search(pattern, text)]
        if wrong:
            found[name_of(path)] = wrong
    assert found == {}


def test_panels_follow_things_that_exist():
    """A panel that waits for a word nobody says would be silently stale."""
    told = set()
    for path in SOURCES:
        told |= set(re.findall(r'(?:f"|ref=")([a-z_]+)(?:\.\{|")', path.read_text()))
    for path in (ROOT / "templates").rglob("*.html"):
        for listed in re.findall(r'data-refs="([^"]*)"', path.read_text()):
            fixed = re.sub(r"\{\{.*?\}\}", "", listed)  # what the view fills in is its affair
            assert set(fixed.split()) <= told, path
