"""The plans API: what machines are told."""

from uuid import uuid4

import pytest
from django.urls import reverse

from plans.models import Plan
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.made import step
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def post(person, name, body=None, **path):
    return client_of(person).post(
        reverse(name, kwargs=path), body or {}, content_type="application/json"
    )


def get(person, name, query="", **path):
    return client_of(person).get(reverse(name, kwargs=path) + query)


def whole(**given):
    return {
        "city": ORDOS,
        "title": "预案",
        "kind": "special",
        "document": made.document(),
        **given,
    }


def test_a_plan_goes_from_draft_to_work_over_the_wire(commander):
    drafted = post(commander, "api-plans", whole(event_types=["11A05"]))
    assert drafted.status_code == 201
    plan = drafted.json()["id"]
    assert (drafted.json()["version"], drafted.json()["draft"]) == (None, 1)
    assert post(commander, "api-plan-publish", plan_id=plan).status_code == 409
    made.reviewed(Plan.objects.get(pk=plan))
    assert post(commander, "api-plan-publish", plan_id=plan).json()["version"] == 1
    revised = post(
        commander,
        "api-plan-revise",
        {"document": made.document(step(), step("B"))},
        plan_id=plan,
    )
    assert (revised.json()["version"], revised.json()["draft"]) == (1, 2)

    incident = make.incident()
    active = post(
        commander, "api-plan-activate", {"incident_id": str(incident.pk)}, plan_id=plan
    )
    assert (active.status_code, active.json()["steps"]) == (201, 1)
    listed = get(commander, "api-plan-activations", f"?incident={incident.pk}")
    assert listed.json() == [active.json()]


def test_neighbours_read_what_is_in_force_with_its_steps(commander):
    plan = made.published(step("A-01"), step("A-02", after=["A-01"]))
    neighbour = make.person(Post.OBSERVER, BAOTOU)
    assert [card["id"] for card in get(neighbour, "api-plans").json()] == [str(plan.pk)]
    read = get(neighbour, "api-plan", plan_id=plan.pk).json()
    assert read["plan"]["steps"] == 2
    assert [s["after"] for s in read["document"]["steps"]] == [[], ["A-01"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        whole(document=[]),
        whole(document={"steps": [{}]}),
        whole(document=made.document(step(key="a b"))),
        whole(document=made.document(step(owner="friend"))),
        whole(document=made.document(step(offset_minutes=10**12))),
        whole(document="none"),
        whole(city="150621"),
        whole(event_types=["x"]),
        whole(kind="secret"),
    ],
)
def test_what_cannot_be_meant_is_a_400(commander, body):
    assert post(commander, "api-plans", body).status_code == 400


def test_a_hidden_incident_has_no_activations(commander):
    hidden = make.incident()
    stranger = make.person(Post.COMMANDER, BAOTOU)
    for incident in (hidden.pk, uuid4()):
        answer = get(stranger, "api-plan-activations", f"?incident={incident}")
        assert answer.status_code == 404


def test_versions_and_their_difference_over_the_wire(commander):
    plan = made.published(step("A-01"))
    body = {"document": made.document(step("A-01"), step("B")), "seen": 0}
    assert post(commander, "api-plan-revise", body, plan_id=plan.pk).json()["edits"] == 1
    assert post(commander, "api-plan-revise", body, plan_id=plan.pk).status_code == 409
    newest, _first = get(commander, "api-plan-versions", plan_id=plan.pk).json()
    assert (newest["number"], newest["state"]) == (2, "draft")
    said = get(commander, "api-plan-version", version_id=newest["id"]).json()
    assert [each["key"] for each in said["document"]["steps"]] == ["A-01", "B"]
    diff = get(commander, "api-plan-diff", "?a=1&b=2", plan_id=plan.pk).json()
    assert [(each["what"], each["part"], each["key"]) for each in diff] == [
        ("added", "steps", "B")
    ]
    neighbour = make.person(Post.OBSERVER, BAOTOU)
    assert get(neighbour, "api-plan-version", version_id=newest["id"]).status_code == 404
    assert get(neighbour, "api-plan-diff", "?a=1&b=2", plan_id=plan.pk).status_code == 404
    assert len(get(neighbour, "api-plans", "?q=凌汛&level=1&state=published").json()) == 1
    assert get(neighbour, "api-plans", "?level=7").status_code == 400
