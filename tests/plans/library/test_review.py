"""The life of a version: review by somebody else, return, publication, withdrawal."""

from datetime import date, datetime

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted
from plans import selectors
from plans.actions import (
    adopt_plan,
    approve_plan,
    describe_plan,
    publish_plan,
    return_plan,
    revise_plan,
    submit_plan,
    withdraw_plan,
)
from plans.models import Plan, PlanText
from plans.selectors import VersionCard
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.made import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return {post: make.person(post, ORDOS) for post in (Post.PLANNER, Post.COMMANDER)}


def state(plan):
    return plan.versions.order_by("-number").first().state


def deeds(plan):
    version = plan.versions.order_by("-number").first()
    return [(deed.key, deed.by) for deed in VersionCard.of(version).deeds]


def test_a_draft_is_handed_in_returned_and_published_by_two_people(people, clocks):
    furnish()
    planner, commander = people[Post.PLANNER], people[Post.COMMANDER]
    deputy = make.person(Post.DEPUTY, ORDOS, name="副指挥")
    plan = made.draft(by=planner, document=simple())
    submit_plan(actor=planner, plan_id=plan.pk)
    with pytest.raises(BadTransition):
        revise_plan(actor=planner, plan_id=plan.pk, document=simple())
    return_plan(actor=commander, plan_id=plan.pk, comment="补充安置点容量")
    assert (state(plan), plan.versions.get().comment) == ("draft", "补充安置点容量")
    revise_plan(actor=commander, plan_id=plan.pk, document=simple(), seen=1)
    submit_plan(actor=planner, plan_id=plan.pk)
    with pytest.raises(NotPermitted):  # the commander has written in it
        approve_plan(actor=commander, plan_id=plan.pk)
    with pytest.raises(BadTransition):
        publish_plan(actor=commander, plan_id=plan.pk)
    assert state(plan) == "in_review"
    approve_plan(actor=deputy, plan_id=plan.pk)
    clocks.move_to(datetime.fromisoformat("2027-03-19T05:40:00+08:00"))
    publish_plan(actor=commander, plan_id=plan.pk)
    version = plan.versions.get()
    assert version.review_due == date(2030, 3, 19)
    assert {key for key, _by in deeds(plan)} >= {"submitted", "approved", "published"}
    assert ("approved", "副指挥") in deeds(plan)


def test_what_does_not_compile_is_not_handed_in(people):
    plan = made.draft(step(owner="police"))
    with pytest.raises(Conflict) as refusal:
        submit_plan(actor=people[Post.PLANNER], plan_id=plan.pk)
    assert refusal.value.detail["findings"][0]["code"].startswith("E")
    assert state(plan) == "draft"


def test_nobody_writes_over_what_they_have_not_read(people):
    plan = made.draft()
    planner = people[Post.PLANNER]
    revise_plan(actor=planner, plan_id=plan.pk, document=made.document(step("B")), seen=1)
    with pytest.raises(Conflict) as refusal:
        revise_plan(actor=planner, plan_id=plan.pk, document=made.document(), seen=1)
    assert refusal.value.detail["edits"] == 2
    assert selectors.document_in(plan.pk).steps[0].key == "B"


def test_a_withdrawn_plan_is_gone_for_the_neighbours(people):
    plan, neighbour = made.published(), make.person(Post.OBSERVER, BAOTOU)
    with pytest.raises(NotPermitted):
        withdraw_plan(actor=people[Post.PLANNER], plan_id=plan.pk, reason="过时")
    with pytest.raises(Invalid):
        withdraw_plan(actor=people[Post.COMMANDER], plan_id=plan.pk, reason=" ")
    assert selectors.search(neighbour, "凌汛").total == 1
    withdraw_plan(actor=people[Post.COMMANDER], plan_id=plan.pk, reason="过时")
    assert (state(plan), PlanText.objects.count()) == ("withdrawn", 0)
    assert selectors.search(neighbour).total == 0
    revise_plan(actor=people[Post.PLANNER], plan_id=plan.pk, document=made.document())
    assert state(plan) == "draft"


def test_title_and_scope_are_fixed_once_in_force(people):
    plan, planner = made.draft(), people[Post.PLANNER]
    told = {"title": "防凌预案", "title_en": "", "kind": "departmental", "event_types": ["11"]}
    describe_plan(actor=planner, plan_id=plan.pk, department="fire", **told)
    plan.refresh_from_db()
    assert (plan.title, plan.department) == ("防凌预案", "fire")
    made.reviewed(plan)
    publish_plan(actor=people[Post.COMMANDER], plan_id=plan.pk)
    with pytest.raises(BadTransition):
        describe_plan(actor=planner, plan_id=plan.pk, **told)


def test_an_adopted_plan_keeps_its_origin_and_hears_of_its_next_version(people):
    plan = made.published(step(region=ORDOS))
    adopter = make.person(Post.PLANNER, BAOTOU)
    own = adopt_plan(actor=adopter, plan_id=plan.pk, city=BAOTOU)
    assert (own.city_id, own.origin, own.adopted_from.number) == (BAOTOU, BAOTOU, 1)
    assert own.versions.get().document["roles"][0]["region"] == ""
    origin = selectors.origin_of(own.pk, adopter)
    assert (origin.city, origin.number, origin.is_behind) == (ORDOS, 1, False)
    # The draft of a neighbour is not shown on the other side; one's own is.
    assert selectors.adoptions_of(plan.pk, people[Post.PLANNER]) == []
    assert [kin.city for kin in selectors.adoptions_of(plan.pk, adopter)] == [BAOTOU]
    revise_plan(actor=people[Post.PLANNER], plan_id=plan.pk, document=made.document(step("B")))
    made.reviewed(plan)
    publish_plan(actor=people[Post.COMMANDER], plan_id=plan.pk)
    assert selectors.origin_of(own.pk, adopter).is_behind
    for wrong, error in ((ORDOS, Invalid), (BAOTOU, Conflict)):
        with pytest.raises(error):
            adopt_plan(actor=adopter, plan_id=plan.pk, city=wrong)
    assert Plan.objects.count() == 2
