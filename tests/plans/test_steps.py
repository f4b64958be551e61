"""The steps of a plan: their shape and their order."""

import pytest

from command.core.errors import Invalid
from plans.steps import as_data, in_order, read_steps
from tests.plans.made import step

pytestmark = pytest.mark.django_db


def test_steps_are_kept_as_they_were_given():
    given = [step("A-01"), step("A-02", after=["A-01"], offset_minutes=5)]
    kept = as_data(read_steps(given))
    assert read_steps(kept) == read_steps(given)
    assert kept[1]["after"] == ["A-01"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "a b"}, "key"),
        ({"key": 5}, "key"),
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"kind": "unknown"}, "kind"),
        ({"owner_kind": "friend"}, "owner_kind"),
        ({"owner": "commander"}, "owner"),
        ({"region": "999999"}, "region"),
        ({"offset_minutes": -1}, "offset_minutes"),
        ({"offset_minutes": True}, "offset_minutes"),
        ({"due_minutes": 1.5}, "due_minutes"),
        ({"after": ["A-02", "A-02"]}, "after"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_step_that_cannot_be_meant_is_named_with_its_field(wrong, field):
    with pytest.raises(Invalid) as refused:
        read_steps([step("B-01"), step(**wrong)])
    assert refused.value.detail == {"position": 1, "field": field}


def test_a_step_that_lacks_a_field_is_refused():
    with pytest.raises(Invalid):
        read_steps([{"key": "A-01"}])


def test_a_plan_has_steps_and_each_key_once():
    for given in ([], [step(), step()], [step(f"A-{n}") for n in range(201)]):
        with pytest.raises(Invalid):
            read_steps(given)


def test_steps_stand_after_those_they_wait_for():
    steps = read_steps([step("C", after=["B"]), step("B", after=["A"]), step("A")])
    assert [found.key for found in in_order(steps)] == ["A", "B", "C"]


def test_a_circle_is_refused_and_shown():
    circle = [step("A", after=["C"]), step("B", after=["A"]), step("C", after=["B"])]
    with pytest.raises(Invalid) as refused:
        in_order(read_steps(circle))
    assert set(refused.value.detail["circle"]) == {"A", "B", "C"}


def test_waiting_for_oneself_or_for_nobody_is_refused():
    for after in (["A-01"], ["Z-99"]):
        with pytest.raises(Invalid):
            in_order(read_steps([step("A-01", after=after)]))
