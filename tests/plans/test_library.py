"""The library: drafting, revising and publishing plans."""

from collections import Counter
from dataclasses import asdict

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from plans import demo, selectors
from plans.actions import approve_plan, draft_plan, publish_plan, revise_plan, submit_plan
from plans.document import in_order
from plans.models import Plan, PlanVersion
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post
from tests.plans import made
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.made import step
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

ROOM = f"city.{ORDOS}"


def cards():
    return {f"plan.{p.pk}": asdict(selectors.PlanCard.of(p)) for p in Plan.objects.all()}


def states(plan):
    return list(plan.versions.order_by("number").values_list("number", "state"))


def test_a_plan_is_drafted_published_and_told():
    furnish()
    planner = make.person(Post.PLANNER, ORDOS)
    commander = make.person(Post.COMMANDER, ORDOS)
    deputy = make.person(Post.DEPUTY, ORDOS)
    with whole_story(ROOM, cards) as entries:
        plan = made.draft(by=planner, document=simple())
        submit_plan(actor=planner, plan_id=plan.pk)
        approve_plan(actor=deputy, plan_id=plan.pk)
        publish_plan(actor=commander, plan_id=plan.pk)
    kinds = [entry["kind"] for entry in entries if entry["kind"].startswith("plan.")]
    assert kinds == ["plan.drafted", "plan.submitted", "plan.approved", "plan.published"]
    assert states(plan) == [(1, "published")]
    assert plan.origin == ORDOS


def test_a_revision_supersedes_only_when_it_is_published():
    plan = made.published()
    commander = make.person(Post.COMMANDER, ORDOS)
    revise_plan(actor=commander, plan_id=plan.pk, document=made.document(step("B-01")))
    revise_plan(
        actor=commander, plan_id=plan.pk, document=made.document(step("B-01"), step("B-02"))
    )
    assert states(plan) == [(1, "published"), (2, "draft")]
    assert [s.key for s in selectors.document_in(plan.pk).steps] == ["A-01"]
    made.reviewed(plan)
    publish_plan(actor=commander, plan_id=plan.pk)
    assert states(plan) == [(1, "superseded"), (2, "published")]
    assert [s.key for s in selectors.document_in(plan.pk).steps] == ["B-01", "B-02"]


@pytest.mark.parametrize("post", sorted(set(Post) - {"commander", "deputy"}))
def test_other_posts_do_not_publish(post):
    plan = made.draft()
    made.reviewed(plan)
    with pytest.raises(NotPermitted):
        publish_plan(actor=make.person(post, ORDOS), plan_id=plan.pk)
    assert states(plan) == [(1, "approved")]


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.TEAM_LEADER, Post.RESOURCE_OFFICER])
def test_other_posts_do_not_draft(post):
    with pytest.raises(NotPermitted):
        made.draft(by=make.person(post, ORDOS))
    assert Plan.objects.exists() is False


def test_another_authority_does_not_touch_it_not_even_a_superior():
    plan = made.draft()
    for stranger in (make.person(Post.COMMANDER, BAOTOU), make.person(Post.COMMANDER, REGION)):
        for act in (
            lambda who: publish_plan(actor=who, plan_id=plan.pk),
            lambda who: revise_plan(
                actor=who, plan_id=plan.pk, document=made.document(step("B-01"))
            ),
        ):
            with pytest.raises(NotPermitted):
                act(stranger)
    assert states(plan) == [(1, "draft")]
    assert selectors.document_in(plan.pk).steps[0].key == "A-01"


def test_what_can_never_all_be_done_is_refused_at_publication():
    plan = made.draft(step("A", after=["B"]), step("B", after=["A"]))
    made.reviewed(plan)
    with pytest.raises(Invalid):
        publish_plan(actor=make.person(Post.COMMANDER, ORDOS), plan_id=plan.pk)
    assert states(plan) == [(1, "approved")]


def test_there_is_nothing_to_publish_twice():
    plan = made.published()
    with pytest.raises(BadTransition):
        publish_plan(actor=make.person(Post.COMMANDER, ORDOS), plan_id=plan.pk)


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"kind": "secret"}, {"event_types": ["99X"]}, {"title": "x" * 121}],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(Invalid):
        made.draft(**wrong)
    assert Plan.objects.exists() is False


def test_a_banner_has_no_plans_here_and_no_title_stands_twice():
    with pytest.raises(Invalid):
        draft_plan(
            actor=None,
            city=DALAD,
            title="x",
            title_en="",
            kind="special",
            event_types=[],
            document=made.document(),
        )
    made.draft()
    with pytest.raises(Conflict):
        made.draft()
    assert Plan.objects.count() == 1


def test_plans_in_force_are_shared_and_drafts_are_not():
    shared, own = made.published(), made.draft(title="草案")
    neighbour, planner = make.person(Post.OBSERVER, BAOTOU), make.person(Post.PLANNER, ORDOS)
    assert [card.id for card in selectors.board(neighbour)] == [str(shared.pk)]
    assert {card.id for card in selectors.board(planner)} == {str(shared.pk), str(own.pk)}
    assert len(selectors.board(make.person(Post.OBSERVER, REGION))) == 2
    assert selectors.board(make.person()) == []
    with pytest.raises(NotThere):
        selectors.card_of(own.pk, neighbour)


def test_the_library_asks_few_questions(django_assert_num_queries):
    for number in range(3):
        made.published(title=f"预案{number}")
    observer = make.person(Post.OBSERVER, BAOTOU)
    with django_assert_num_queries(3):
        assert len(selectors.board(observer)) == 3


def refused(sql, error):
    with pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_one_version_in_force_and_its_owner():
    plan = made.published()
    revise_plan(
        actor=make.person(Post.COMMANDER, ORDOS),
        plan_id=plan.pk,
        document=made.document(step("B-01")),
    )
    acting = f"SELECT set_config('jc.acting', '{ORDOS}', true); "
    refused(
        acting + "UPDATE plans_planversion SET state = 'published', published_at = now()",
        IntegrityError,
    )
    refused(acting + "UPDATE plans_plan SET origin = '150200'", ProgrammingError)
    refused("DELETE FROM plans_planversion", ProgrammingError)
    assert PlanVersion.objects.count() == 2


def test_the_demo_has_a_plan_in_force_for_each_city_and_loads_once():
    assert (demo.load(), demo.load()) == (13, 0)
    assert all(plan.origin == plan.city_id for plan in Plan.objects.all())
    per_city = Counter(Plan.objects.values_list("city", flat=True))
    assert sorted(per_city) == ["150100", "150200", "150600", "150900"]
    assert min(per_city.values()) >= 3
    ice = Plan.objects.get(city=ORDOS, event_types__contains=["11A05"])
    steps = selectors.document_in(ice.pk).steps
    assert [s.key for s in steps] == [f"T-{n:02d}" for n in range(1, 29)]
    assert len(in_order(steps)) == 28
    assert all(s.title and s.title_en for s in steps)
