"""Starts and plans at work over the wire: as the pages do it, by the same doors."""

from uuid import UUID

import pytest
from django.urls import reverse

from command.tasking.models import Task
from plans.models import Activation
from tests import make
from tests.make import BAOTOU, Post
from tests.plans.activation import world as worlds
from tests.support.once import made_once
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db
NEW = {"key": "T-09", "title": "巡查堤段", "role": "R0", "kind": "patrol", "due_minutes": 30}


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, worlds.world) as scene:
        yield scene


@pytest.fixture
def scene(shared, db):
    return shared


def get(person, name, status=200, query=None, **path):
    answer = client_of(person).get(reverse(name, kwargs=path), query or {})
    assert answer.status_code == status, answer.json()
    return answer.json()


def post(person, name, status, body, **path):
    answer = client_of(person).post(
        reverse(name, kwargs=path), body, content_type="application/json"
    )
    assert answer.status_code == status, answer.json()
    return answer.json()


def previewed(scene, level):
    asked = {"incident": str(scene.incident.pk), "level": level}
    return get(scene.commander, "api-plan-preview", query=asked, plan_id=scene.plan.pk)


def start(scene, status, **given):
    body = {"incident_id": str(scene.incident.pk), **given}
    return post(scene.commander, "api-plan-activate", status, body, plan_id=scene.plan.pk)


def test_a_grave_start_is_previewed_asked_for_and_signed(scene):
    seen = previewed(scene, 1)
    assert (seen["level"], len(seen["tasks"]), len(seen["signers"])) == (1, 4, 1)
    body = {"incident_id": str(scene.incident.pk), "level": 1, "seen": seen["seen"]}
    assert (
        start(scene, 409, level=1, seen=seen["seen"])["error"]["detail"]["signers"]
        == seen["signers"]
    )
    plan = {"plan_id": scene.plan.pk}
    asked = post(scene.commander, "api-plan-ask-start", 201, body, **plan)
    assert (asked["standing"], asked["mine"]) == ("open", "")
    [listed] = get(scene.deputy, "api-plan-starts")
    assert (listed["id"], listed["mine"]) == (asked["id"], seen["signers"][0])
    of = {"request_id": asked["id"]}
    post(scene.commander, "api-plan-sign", 403, {"verdict": "sign"}, **of)
    assert not Task.objects.exists()

    told = post(scene.deputy, "api-plan-sign", 200, {"verdict": "sign"}, **of)

    assert told["request"]["standing"] == "started"
    work = get(scene.deputy, "api-activation", activation_id=told["activation"])
    assert {one["key"] for one in work["steps"]} == {one["key"] for one in seen["tasks"]}
    assert get(scene.deputy, "api-plan-starts") == []


def test_a_start_that_is_not_what_was_previewed_is_refused(scene):
    seen = previewed(scene, 3)["seen"]
    worlds.contacts(7)
    assert start(scene, 409, level=3, seen=seen)["error"]["detail"]["changed"] == [
        "notice N-02"
    ]
    assert not Activation.objects.exists()


def test_a_plan_at_work_is_amended_confirmed_stepped_and_ended(scene):
    made = start(scene, 201, level=3, seen=previewed(scene, 3)["seen"], unticked=["N-02"])
    assert (made["level"], made["notices"].get("N-02", 0)) == (3, 0)
    of = {"activation_id": UUID(made["id"])}
    [step] = get(scene.commander, "api-activation", **of)["steps"]
    by_hand = step["to_confirm"][-1]

    body = {"key": "T-05", "number": by_hand["number"]}
    [step] = post(scene.commander, "api-activation-confirm", 200, body, **of)["steps"]
    assert by_hand not in step["to_confirm"]
    post(scene.commander, "api-activation-confirm", 400, {"key": "T-05", "number": 9}, **of)
    body = {"what": "add", "reason": "道路结冰", "step": NEW}
    told = post(scene.commander, "api-activation-amend", 200, body, **of)
    assert {one["key"]: one["added"] for one in told["steps"]} == {"T-05": False, "T-09": True}
    body = {"level": 2, "reason": "水位上涨"}
    stepped = post(scene.commander, "api-activation-step", 200, body, **of)
    assert stepped["activation"]["level"] == 2
    assert {"T-01", "T-02", "T-03"} <= {one["key"] for one in stepped["steps"]}
    ended = post(scene.commander, "api-activation-end", 200, {"reason": "险情解除"}, **of)
    assert ended["activation"]["status"] == "ended"
    post(scene.commander, "api-activation-end", 409, {"reason": "险情解除"}, **of)


def test_outsiders_find_none_of_it(scene):
    stranger = make.person(Post.COMMANDER, BAOTOU)
    made = start(scene, 201, level=3)
    asked = {"incident": str(scene.incident.pk)}
    get(stranger, "api-plan-preview", 404, query=asked, plan_id=scene.plan.pk)
    of = {"activation_id": made["id"]}
    get(stranger, "api-activation", 404, **of)
    post(stranger, "api-activation-end", 404, {"reason": "x"}, **of)
    post(stranger, "api-activation-step", 404, {"level": 2, "reason": "x"}, **of)
