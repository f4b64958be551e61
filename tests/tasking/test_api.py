"""The tasking API: what machines are told."""

from uuid import uuid4

import pytest
from django.urls import reverse

from command.tasking.models import TaskState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.signed_in import client_of
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def post(person, name, body=None, *, key=None, **path):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client_of(person).post(
        reverse(name, kwargs=path),
        body or {},
        content_type="application/json",
        headers=headers,
    )


def get(person, name, query="", **path):
    return client_of(person).get(reverse(name, kwargs=path) + query)


def test_a_task_goes_from_draft_to_verified_over_the_wire(commander, leader):
    incident = make.incident()
    drafted = post(
        commander,
        "api-tasks",
        {"incident_id": str(incident.pk), "title": "巡堤", "kind": "patrol"},
    )
    assert drafted.status_code == 201
    task = drafted.json()["id"]
    order = {"assignee_kind": "person", "assignee_id": str(leader.pk)}
    assert post(commander, "api-task-issue", order, task_id=task).json()["state"] == "issued"
    assert post(leader, "api-task-read", task_id=task).json()["receipts"]["read"] == 1
    for actor, verb, body, state in [
        (leader, "acknowledge", {}, "acknowledged"),
        (leader, "start", {}, "in_progress"),
        (leader, "report", {"progress": 50}, "in_progress"),
        (leader, "complete", {}, "completed"),
        (commander, "verify", {}, "verified"),
    ]:
        answer = post(actor, "api-task-advance", body, task_id=task, verb=verb)
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert get(commander, "api-task", task_id=task).json()["verbs"] == []
    assert get(leader, "api-tasks-mine").json() == []


def test_lists_hold_what_is_asked_for(commander, leader):
    incident = make.incident()
    state = made.issued(incident, by=commander, to=leader)
    made.brought_to("verified", by=commander, to=leader, incident=incident)
    made.issued(by=commander)

    def listed(query=""):
        return get(commander, "api-tasks", query).json()["total"]

    assert (listed(), listed(f"?incident={incident.pk}"), listed("?state=verified")) == (
        2,
        2,
        1,
    )
    first = get(commander, "api-tasks", "?limit=1").json()
    assert (first["total"], len(first["items"])) == (2, 1)
    assert [row["id"] for row in get(leader, "api-tasks-mine").json()] == [str(state.task_id)]
    assert get(make.person(Post.COMMANDER, BAOTOU), "api-tasks").json()["total"] == 0


def test_what_the_state_does_not_allow_says_what_it_does(commander, leader):
    state = made.issued(by=commander, to=leader)
    answer = post(leader, "api-task-advance", task_id=state.task_id, verb="complete")
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "bad_transition"
    assert answer.json()["error"]["detail"] == {
        "status": "issued",
        "allowed": ["acknowledge", "cancel", "reject", "suspend"],
    }


def test_the_same_key_is_carried_out_once(commander, leader):
    state = made.issued(by=commander, to=leader)
    key = uuid4()
    answers = [
        post(leader, "api-task-advance", key=key, task_id=state.task_id, verb="acknowledge")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert TaskState.objects.get(pk=state.pk).step == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"incident_id": "x"}, "incident_id"),
        ({"title": "x" * 121}, "title"),
        ({"kind": "unknown"}, "kind"),
        ({"region": "15"}, "region"),
        ({"due_at": "0001-01-01T00:00:00Z"}, "due_at"),
        ({"due_at": "9999-12-31T23:59:59Z"}, "due_at"),
        ({"due_at": "tomorrow"}, "due_at"),
    ],
)
def test_what_cannot_be_meant_is_a_400_that_names_the_field(commander, body, field):
    whole = {"incident_id": str(uuid4()), "title": "x", "kind": "patrol", **body}
    answer = post(commander, "api-tasks", whole)
    assert answer.status_code == 400
    assert field in answer.json()["error"]["detail"]


@pytest.mark.parametrize("query", ["?limit=0", "?limit=x", "?state=lost", "?incident=1"])
def test_a_query_that_cannot_be_meant_is_a_400(commander, query):
    assert get(commander, "api-tasks", query).status_code == 400


def test_a_verb_that_is_none_is_a_404(commander):
    answer = client_of(commander).post(f"/api/tasks/{uuid4()}/fly/")
    assert answer.status_code == 404
