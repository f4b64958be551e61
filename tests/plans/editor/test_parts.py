"""Editing a draft part by part: who may, what is kept, and what two people do at once."""

from uuid import uuid4

import pytest

from command.core import authority
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from plans.editor import actions
from plans.editor.selectors import draft_of
from plans.models import PlanVersion
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.made import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(db):
    return make.person(Post.PLANNER, ORDOS)


@pytest.fixture
def plan(planner):
    return made.draft(step("T-01"), step("T-02", after=["T-01"]), step("T-03"), by=planner)


def steps(plan):
    return {each["key"]: each for each in draft_of(plan.pk).data["steps"]}


def edit(actor, plan, key, values, base, part="steps"):
    actions.edit_part(
        actor=actor, plan_id=plan.pk, part=part, key=key, values=values, base=base
    )


def test_different_fields_of_two_editors_are_both_kept(planner, plan):
    other = make.person(Post.DUTY_OFFICER, ORDOS)
    seen = dict(steps(plan)["T-01"])
    edit(planner, plan, "T-01", {"title": "查堤"}, seen)
    edit(other, plan, "T-01", {"due_minutes": 30, "title": seen["title"]}, seen)
    now = steps(plan)["T-01"]
    assert (now["title"], now["due_minutes"]) == ("查堤", 30)
    edit(other, plan, "T-01", {"due_minutes": 30}, seen)  # says it already: nothing happens
    assert Entry.objects.filter(kind="plan.drafted").count() == 3


def test_the_same_field_of_two_editors_conflicts_and_tells_all_three_values(planner, plan):
    other = make.person(Post.DUTY_OFFICER, ORDOS)
    edit(planner, plan, "T-01", {"title": "查堤"}, {"title": "巡堤"})
    before = draft_of(plan.pk)
    with pytest.raises(Conflict) as refused:
        edit(
            other,
            plan,
            "T-01",
            {"title": "看堤", "place": "K287"},
            {"title": "巡堤", "place": ""},
        )
    told = refused.value.detail["fields"]
    assert set(told) == {"title"}
    assert (told["title"]["yours"], told["title"]["now"], told["title"]["base"]) == (
        "看堤", "查堤", "巡堤",
    )  # fmt: skip
    assert told["title"]["by"] == planner.name
    assert draft_of(plan.pk) == before


def test_parts_are_added_moved_removed_and_brought_back(planner, plan):
    told = {"actor": planner, "plan_id": plan.pk, "part": "steps"}
    assert actions.add_part(**told, after="T-01") == "T-04"
    assert list(steps(plan)) == ["T-01", "T-04", "T-02", "T-03"]
    actions.move_part(**told, key="T-04", by=-1)
    actions.move_part(**told, key="T-04", by=-1)  # not beyond the end
    assert list(steps(plan)) == ["T-04", "T-01", "T-02", "T-03"]
    gone = actions.remove_part(**told, key="T-02")
    assert list(steps(plan)) == ["T-04", "T-01", "T-03"]
    actions.restore_part(actor=planner, plan_id=plan.pk, **gone)
    assert steps(plan)["T-02"]["after"] == ["T-01"]
    assert list(steps(plan)) == ["T-04", "T-01", "T-02", "T-03"]
    for part, key in [
        ("chapters", "C-01"), ("triggers", "TR-1"), ("notices", "N-01"), ("asks", "A-01"),
        ("offers", "O-01"), ("roles", "R1"),
    ]:  # fmt: skip
        assert actions.add_part(actor=planner, plan_id=plan.pk, part=part) == key
    assert draft_of(plan.pk).data["chapters"][0]["part"] == "purpose"


def test_a_new_mark_is_followed_by_whoever_refers_to_it(planner, plan):
    edit(planner, plan, "T-01", {"key": "A-1"}, {"key": "T-01"})
    assert steps(plan)["T-02"]["after"] == ["A-1"]
    edit(planner, plan, "R0", {"key": "HQ"}, {"key": "R0"}, part="roles")
    assert {each["role"] for each in steps(plan).values()} == {"HQ"}
    with pytest.raises(Invalid):
        edit(planner, plan, "T-02", {"key": "A-1"}, {"key": "T-02"})


@pytest.mark.parametrize(
    ("part", "key", "values", "error"),
    [
        ("steps", "T-01", {"title": "x" * 121}, Invalid),
        ("steps", "T-01", {"due_minutes": "soon"}, Invalid),
        ("steps", "T-01", {"colour": "red"}, Invalid),
        ("steps", "T-01", {"key": "a b"}, Invalid),
        ("steps", "T-09", {"title": "x"}, NotThere),
        ("wishes", "T-01", {"title": "x"}, NotThere),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(
    planner, plan, part, key, values, error
):
    before = draft_of(plan.pk)
    with pytest.raises(error):
        edit(planner, plan, key, values, {}, part=part)
    assert draft_of(plan.pk) == before


def test_other_posts_and_cities_may_not_edit(planner, plan):
    before = draft_of(plan.pk)
    for person in (make.person(Post.OBSERVER, ORDOS), make.person(Post.PLANNER, BAOTOU)):
        with pytest.raises(NotPermitted):
            edit(person, plan, "T-01", {"title": "x"}, {})
        with pytest.raises(NotPermitted):
            actions.remove_part(actor=person, plan_id=plan.pk, part="steps", key="T-01")
        with pytest.raises(NotPermitted):
            actions.import_plan(actor=person, text="", city=ORDOS)
        with pytest.raises(NotPermitted):
            actions.write_draft(actor=person, plan_id=plan.pk, text="")
    with pytest.raises(NotThere):
        actions.add_part(actor=planner, plan_id=uuid4(), part="steps")
    assert draft_of(plan.pk) == before


def test_a_published_plan_gets_a_new_draft_and_a_submitted_one_is_held(planner):
    plan = made.published(step("T-01"))
    edit(planner, plan, "T-01", {"title": "查堤"}, {"title": "巡堤"})
    versions = PlanVersion.objects.filter(plan=plan).order_by("number")
    assert [(each.number, each.state) for each in versions] == [(1, "published"), (2, "draft")]
    assert versions[0].document["steps"][0]["title"] == "巡堤"
    with authority.acting_as(ORDOS):
        versions.filter(number=2).update(state="in_review", submitted_at="2027-01-01T00:00Z")
    with pytest.raises(BadTransition):
        edit(planner, plan, "T-01", {"title": "看堤"}, {"title": "查堤"})
    assert draft_of(plan.pk).is_held
    assert draft_of(plan.pk).data["steps"][0]["title"] == "查堤"
