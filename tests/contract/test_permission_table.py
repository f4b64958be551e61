"""Every entrance, and who may use it: the tables of all rooms in one test."""

import importlib
import pkgutil
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.permissions
from tests.support.client import client_at

ROWS = [
    row
    for module in pkgutil.iter_modules(tests.permissions.__path__)
    for row in importlib.import_module(f"tests.permissions.{module.name}").ROWS
]
SAMPLES = {
    "UUIDConverter": UUID("01890000-0000-7000-8000-000000000000"),
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
}


def named(patterns=None):
    """Yield every URL pattern with a name, however deep."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


def sample(pattern):
    """Return arguments with which the pattern can be reversed; they name nothing real."""
    converters = pattern.pattern.converters
    return {
        name: getattr(converter, "sample", None) or SAMPLES.get(type(converter).__name__, "x")
        for name, converter in converters.items()
    }


PATTERNS = {pattern.name: pattern for pattern in named() if pattern.name}


def test_every_entrance_has_a_name():
    assert [str(p.pattern) for p in named() if not p.name] == []


def test_every_entrance_is_in_the_table():
    assert sorted(set(PATTERNS) - {name for _, name, _, _ in ROWS}) == []


def test_the_table_names_nothing_that_is_gone():
    assert sorted({name for _, name, _, _ in ROWS} - set(PATTERNS)) == []


def test_nobody_enters_unseen():
    """Every entrance has a row for somebody who is not signed in."""
    tried = {name for _, name, post, _ in ROWS if post == "anonymous"}
    assert sorted(set(PATTERNS) - tried) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "name", "post", "status"), ROWS)
def test_the_table_is_true(method, name, post, status):
    address = reverse(name, kwargs=sample(PATTERNS[name]))
    answer = client_at(post).generic(method, address, b"{}", content_type="application/json")
    assert answer.status_code == status
