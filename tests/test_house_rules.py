"""The rules of the house, read off the code and the database."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import UniqueConstraint

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


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if not WRITERS & set(p.parts) and name_of(p) not in WRITER_FILES],
    ids=name_of,
)
def test_only_doors_write(path):
    calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
    written = [f"line {call.lineno}: .{call.func.attr}()" for call in calls if writes(call)]
    assert not written


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_room_stays_small(path):
    assert len(path.read_text().splitlines()) <= 250


def test_imports_only_go_down():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_is_named_and_said_by_its_own_fields(kind):
    event = CATALOGUE[kind]
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)
    said = {field for _, field, _, _ in Formatter().parse(str(event.says)) if field}
    known = {"actor", *event.__dataclass_fields__}
    if event.words.__func__ is not Event.words.__func__:
        return  # ``words`` may add its own
    assert said <= known


def test_every_fact_is_in_the_published_catalogue():
    published = (ROOT / "command/docs/events.md").read_text()
    missing = [kind for kind in FACTS if f"`{kind}`" not in published]
    assert not missing


def test_reactions_answer_facts_that_exist():
    assert set(reactions.TABLE) <= set(CATALOGUE)


def test_there_are_doors_in_every_room():
    rooms = {name.split(".actions")[0] for name in DOORS}
    assert {"command.core", "incidents", "resources", "command.tasking", "plans"} <= rooms


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_the_database_guards_every_shared_table(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [model._meta.db_table],
        )
        triggers = {name for (name,) in cursor.fetchall()}
    assert {"jc_guard", "jc_no_truncate"} <= triggers


@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_every_uniqueness_of_a_shared_table_starts_with_origin(model):
    unique = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    assert ("id", "origin") in [tuple(c.fields) for c in unique]
    others = [c for c in unique if tuple(c.fields) != ("id", "origin")]
    assert [c.name for c in others if c.fields[0] != "origin"] == []
    excluded = [c for c in model._meta.constraints if isinstance(c, ExclusionConstraint)]
    assert [c.name for c in excluded if c.expressions[0][0] != "origin"] == []
    columns = [f.name for f in model._meta.local_fields if f.unique and not f.primary_key]
    assert columns == []


@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_no_foreign_key_of_a_shared_table_cascades(model):
    cascading = [
        f.name
        for f in model._meta.local_fields
        if f.is_relation and f.remote_field.on_delete.__name__ != "PROTECT"
    ]
    assert cascading == []
    assert model._meta.local_many_to_many == []


def test_every_fold_is_a_header_with_changes_and_a_state():
    assert {"incidents.Incident", "resources.ResourceRequest", "tasking.Task"} <= set(FOLDS)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=name_of)
def test_templates_hold_no_script_no_style_and_no_stranger(path):
    text = re.sub(r"{[%{].*?[%}]}", "", path.read_text())
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<script(?![^>]*(src=|type=\"(application/json|importmap)\"))", text)
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert "https://" not in text


def test_panels_follow_things_that_exist():
    """A panel that waits for a word nobody says would be silently stale."""
    told = set()
    for path in SOURCES:
        told |= set(re.findall(r'(?:f"|ref=")([a-z_]+)(?:\.\{|")', path.read_text()))
    for path in (ROOT / "templates").rglob("*.html"):
        for listed in re.findall(r'data-refs="([^"]*)"', path.read_text()):
            fixed = re.sub(r"\{\{.*?\}\}", "", listed)  # what the view fills in is its affair
            assert set(fixed.split()) <= told, path
