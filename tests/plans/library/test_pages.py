"""The pages of the library: what they show, to whom, and what they take."""

import pytest
from django.urls import reverse

from plans.actions import revise_plan
from plans.models import Plan
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.library.handed import get, text_of
from tests.plans.made import step
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_the_library_shows_what_is_found_and_marks_it():
    made.published(document=made.document(step(title="转移群众")))
    made.draft(title="草案一")
    reader = make.person(Post.OBSERVER, BAOTOU)
    page = get(reader, "plans", query="?q=转移&kind=special&level=2&city=150600&family=11")
    assert page.status_code == 200
    assert "<mark>转移</mark>" in text_of(page)
    assert "Ice-Flood Plan" in text_of(page)
    assert "草案一" not in text_of(get(reader, "plan-rows"))
    odd = get(reader, "plans", query="?q=%00'&level=9&page=99999999&kind=x&state=y")
    assert odd.status_code == 200


def test_a_plan_goes_through_its_life_on_its_page():
    furnish()
    planner, commander = (make.person(post, ORDOS) for post in (Post.PLANNER, Post.COMMANDER))
    plan = made.draft(by=planner, document=simple())

    def act(person, verb, **said):
        where = reverse("plan-act", args=[plan.pk, verb])
        return client_of(person).post(where, said, follow=True)

    assert act(planner, "submit").status_code == 200
    assert act(commander, "return", comment="").status_code == 400
    returned = act(commander, "return", comment="补充安置点")
    assert "补充安置点" in text_of(returned)
    for person, verb in ((planner, "submit"), (commander, "approve"), (commander, "publish")):
        assert act(person, verb).status_code == 200
    assert plan.versions.get().state == "published"
    assert act(commander, "publish").status_code == 409
    assert act(commander, "dance").status_code == 404
    assert act(planner, "withdraw", reason="x").status_code == 403

    adopter = make.person(Post.PLANNER, BAOTOU)
    adopted = act(adopter, "adopt")
    own = Plan.objects.get(city=BAOTOU)
    assert adopted.redirect_chain == [(reverse("plan", args=[own.pk]), 302)]
    assert str(plan.pk) in text_of(adopted)


def test_what_does_not_compile_is_shown_with_its_findings():
    planner = make.person(Post.PLANNER, ORDOS)
    plan = made.draft(step(owner="police"), by=planner)
    answer = client_of(planner).post(reverse("plan-act", args=[plan.pk, "submit"]))
    assert answer.status_code == 409
    assert "<b>E" in text_of(answer)


def test_two_versions_are_compared_field_by_field():
    planner = make.person(Post.PLANNER, ORDOS)
    plan = made.published(step("A", title="巡堤", due_minutes=60), step("C"))
    after = made.document(step("A", title="巡查堤防", due_minutes=90), step("B"))
    revise_plan(actor=planner, plan_id=plan.pk, document=after)
    page = text_of(get(planner, "plan-versions", plan.pk, query="?a=2&b=1"))
    assert "v1 → v2" in page
    assert "<ins>90</ins>" in page
    assert [page.count(f'data-what="{what}"') for what in ("added", "removed", "changed")] == [
        1, 1, 1,
    ]  # fmt: skip
    neighbour = text_of(get(make.person(Post.OBSERVER, BAOTOU), "plan-versions", plan.pk))
    assert "巡查堤防" not in neighbour
    for hidden in ("plan", "plan-paper"):
        args = [plan.pk, "pdf"] if hidden == "plan-paper" else [plan.pk]
        assert (
            get(make.person(Post.OBSERVER, BAOTOU), hidden, *args, query="?v=2").status_code
            == 404
        )


def test_a_plan_is_printed_and_taken_along():
    plan = made.published(step("A-01", title="巡堤"))
    reader = make.person(Post.OBSERVER, BAOTOU)
    told = get(reader, "plan-paper", plan.pk, "json")
    assert "Patrol the dike" in text_of(told)
    page = get(reader, "plan-offline", plan.pk, query="?save=1")
    assert "attachment" in page["Content-Disposition"]
    kept = text_of(page)
    assert "Patrol the dike" in kept
    assert "<style>" in kept
    assert "src=" not in kept
    assert "<link" not in kept
    where = reverse("plan-offline", args=[plan.pk])
    client = client_of(reader)
    tag = client.get(where)["ETag"]
    assert client.get(where, headers={"If-None-Match": tag}).status_code == 304
    draft = made.draft(title="草案一")
    assert get(make.person(Post.PLANNER, ORDOS), "plan-offline", draft.pk).status_code == 404
