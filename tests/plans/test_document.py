"""The document of a plan: its shape, its order, its schema."""

import jsonschema
import pytest

from command.core.errors import Invalid
from plans.document import Document, as_data, in_order, read_document
from plans.document.schema import schema_of
from tests.plans.made import document, step

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_as_it_was_given():
    given = document(step("A-01"), step("A-02", after=["A-01"], offset_minutes=5))
    kept = as_data(read_document(given))
    assert read_document(kept) == read_document(given)
    assert kept["steps"][1]["after"] == ["A-01"]
    assert read_document({}) == Document()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "a b"}, "key"),
        ({"key": 5}, "key"),
        ({"title": "x" * 121}, "title"),
        ({"title": "a\x00"}, "title"),
        ({"kind": "unknown"}, "kind"),
        ({"offset_minutes": -1}, "offset_minutes"),
        ({"offset_minutes": True}, "offset_minutes"),
        ({"due_minutes": 1.5}, "due_minutes"),
        ({"after": ["A-02", "A-02"]}, "after"),
        ({"levels": [5]}, "levels"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_step_that_cannot_be_meant_is_named_with_its_field(wrong, field):
    given = document(step("B-01"), step())
    given["steps"][1] |= wrong
    with pytest.raises(Invalid) as refused:
        read_document(given)
    assert refused.value.detail == {"at": f"steps[1].{field}"}
    if wrong not in ({"title": "a\x00"}, {"after": ["A-02", "A-02"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(given, schema_of())


def test_a_document_is_well_formed_all_the_way_down():
    wrong = (
        [],
        {"steps": [{}]},
        {"steps": {}},
        {"steps": [step(), step()]},
        {"roles": [{"key": "R", "owner_kind": "friend"}]},
        {"roles": [{"key": "R", "region": "999999"}]},
        {"triggers": [{"key": "T", "when": [{"on": "moon"}]}]},
        {"steps": [{"key": f"A-{n}"} for n in range(201)]},
    )
    for given in wrong:
        with pytest.raises(Invalid):
            read_document(given)


def test_the_schema_lets_in_what_is_read():
    given = document(step("A-01", checklist=["看", "听"], levels=[1, 2]))
    jsonschema.validate(as_data(read_document(given)), schema_of())


def ordered(*steps):
    return in_order(read_document(document(*steps)).steps)


def test_steps_stand_after_those_they_wait_for():
    found = ordered(step("C", after=["B"]), step("B", after=["A"]), step("A"))
    assert [each.key for each in found] == ["A", "B", "C"]


def test_a_circle_is_refused_and_shown():
    with pytest.raises(Invalid) as refused:
        ordered(step("A", after=["C"]), step("B", after=["A"]), step("C", after=["B"]))
    assert set(refused.value.detail["circle"]) == {"A", "B", "C"}


def test_waiting_for_oneself_or_for_nobody_is_refused():
    for after in (["A-01"], ["Z-99"]):
        with pytest.raises(Invalid):
            ordered(step("A-01", after=after))
