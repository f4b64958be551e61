"""When the steps of a plan can be done, and which of them decide the end."""

import pytest

from plans.document import read_document
from plans.graph import critical_path, timed
from tests.plans.made import document, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps():
    given = document(
        step("A", due_minutes=30),
        step("B", offset_minutes=10, due_minutes=5),
        step("C", after=["A", "B"], due_minutes=20),
        step("D", after=["B"], offset_minutes=20, due_minutes=10),
    )
    return read_document(given).steps


def test_a_step_starts_when_its_time_has_come_and_all_before_it_is_done(steps):
    times = timed(steps)
    assert {key: (t.start, t.finish) for key, t in times.items()} == {
        "A": (0, 30),
        "B": (10, 15),
        "C": (30, 50),
        "D": (20, 30),
    }
    assert {key: t.slack for key, t in times.items()} == {"A": 0, "B": 15, "C": 0, "D": 20}
    assert critical_path(steps, times) == ["A", "C"]


def test_what_happened_is_taken_as_it_was_and_what_did_not_cannot_begin_before_now(steps):
    times = timed(steps, started={"A": 2, "B": 12}, finished={"B": 60}, at=70)
    assert (times["A"].start, times["A"].finish) == (2, 70)
    assert (times["C"].start, times["C"].finish) == (70, 90)
    assert critical_path(steps, times) == ["A", "C"]


def test_nothing_has_no_critical_path():
    assert timed([]) == {}
    assert critical_path([], {}) == []
