"""What a start need not enter again."""

import os
import re

import pytest
import time_machine
from django.db import connection

from command.core import demo, second_factor
from command.management.stack import entered
from tests.support.live import url_of

DAY, NEXT = "2027-03-19", "2027-03-20"


@pytest.fixture
def tree(tmp_path):
    """Return a checkout with a code list, a script, a page and the locks."""
    for name in ("command/data/regions.csv", "plans/a.py", "incidents/b.js", *entered.LOCKS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    (tmp_path / "resources").mkdir()
    return tmp_path


def changed(tree, before, *, day=DAY):
    after = entered.wanted(tree, day, demo=True)
    return {part for part in after if after[part] != before[part]}


def test_a_part_is_entered_again_when_what_it_comes_from_has_changed(tree, monkeypatch):
    before = entered.wanted(tree, DAY, demo=True)
    assert set(before) == {entered.SYSTEM, entered.DEMO}
    assert entered.wanted(tree, DAY, demo=False) == {entered.SYSTEM: before[entered.SYSTEM]}
    assert changed(tree, before) == set()
    # Rosters and readings reach into the days to come.
    assert changed(tree, before, day=NEXT) == {entered.DEMO}
    # What is compiled or only read says nothing about the database.
    (tree / "plans/a.pyc").write_text("1")
    assert changed(tree, before) == set()

    for name in ("command/data/regions.csv", "plans/a.py", "incidents/b.js", *entered.LOCKS):
        (tree / name).write_text("2, longer")
        assert changed(tree, before) == set(before), name
        before = entered.wanted(tree, DAY, demo=True)
    (tree / "resources/new.csv").write_text("1")
    assert changed(tree, before) == set(before)
    before = entered.wanted(tree, DAY, demo=True)
    monkeypatch.setenv("JC_NODE_ORIGIN", "150600")
    assert changed(tree, before) == set(before)


def test_what_was_entered_is_known_by_the_database_that_holds_it(django_db_setup):
    there = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
    try:
        assert entered.known(there) == {}
        entered.remember(there, {entered.SYSTEM: "a", entered.DEMO: "b"})
        entered.remember(there, {entered.SYSTEM: "c"})
        assert entered.known(there) == {entered.SYSTEM: "c"}
    finally:
        entered.forget(there)
    assert entered.known(there) == {}
    # A database without tables, none at all: everything is to be entered.
    empty = url_of(os.environ["DATABASE_URL"], "postgres")
    entered.forget(empty)
    assert entered.known(empty) == entered.known(url_of(empty, "no_such_database")) == {}


def test_the_accounts_are_printed_with_the_code_of_the_moment():
    with time_machine.travel(1_800_000_005, tick=False):
        then = f"Second factor     {demo.code()} for 25 s; later ones (seed {demo.SEED})\nelse"
    with time_machine.travel(1_800_000_041, tick=False):
        said = entered.with_code_of_now(then)
        right = second_factor.current_code(demo.SEED)
    assert said == f"Second factor     {right} for 19 s; later ones (seed {demo.SEED})\nelse"
    assert not re.search(right, then)
