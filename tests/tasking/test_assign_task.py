"""Assigning in one step: to a post as well, with a place, a checklist and what it needs."""

import pytest

from command.core.actions import end_duty
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Duty
from command.tasking import clock, selectors
from command.tasking.actions import advance_task, assign_task, readdress_task, tick_item
from command.tasking.folds import RECEIPTS, TASKS
from command.tasking.models import Receipt, Task, TaskState
from command.tasking.selectors import post_key
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.signed_in import client_of
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def assigned(incident, by, **given):
    told = {
        "title": "封控昭君镇段",
        "title_en": "Cordon the Zhaojun bend",
        "kind": "hazard_control",
        "assignee_kind": "post",
        "assignee_id": post_key(Post.DUTY_OFFICER, DALAD),
    }
    return assign_task(actor=by, incident_id=incident.pk, **{**told, **given})


def test_a_post_gets_the_order_and_so_does_whoever_takes_it_over(commander):
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    incident = make.incident(by=officer)
    watcher = make.person(Post.OBSERVER, DALAD)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        task = assigned(
            incident,
            commander,
            place="K287+300",
            point=(40.5, 109.8),
            checklist=["设置警戒线", {"text": "清点人数", "text_en": "Count heads"}],
            needs=[{"what": "2990601", "quantity": 2}],
        )
    assert [entry["kind"] for entry in entries] == ["task.created", "task.issued"]
    assert "Dalad Banner · Duty officer" in entries[1]["says"]["en"]
    assert made.delivered() == 1
    card = selectors.my_tasks(officer)[0]
    assert (card.assignee_kind, card.place, card.point) == ("post", "K287+300", [40.5, 109.8])
    assert [item["text_en"] for item in card.checklist] == ["", "Count heads"]
    assert [(need["what"], need["quantity"]) for need in card.needs] == [("2990601", 2)]
    assert selectors.my_tasks(watcher) == []
    assert clock.follow_posts() == 0, "everybody at the post has it"

    relief = make.person(Post.DUTY_OFFICER, DALAD)
    assert selectors.my_tasks(relief)[0].id == str(task.pk), "the order is theirs to do"
    assert clock.follow_posts() == 1
    assert clock.follow_posts() == 0
    assert made.delivered() == 1
    assert made.kinds(relief.room)[-1] == "task.handed"
    assert made.kinds(incident.room_id)[-2:] == ["task.readdressed", "task.delivered"]
    advance_task(actor=relief, task_id=task.pk, verb="acknowledge")
    assert made.ladder(selectors.card_of(task.pk, commander)) == [2, 2, 1, 1, 0, 0, 0, 0]

    duty = Duty.objects.get(person=officer)
    end_duty(actor=None, duty_id=duty.pk, reason="shift")
    assert selectors.my_tasks(officer) == []
    advance_task(actor=commander, task_id=task.pk, verb="cancel", reason="x")
    make.person(Post.DUTY_OFFICER, DALAD)
    assert (clock.follow_posts(), readdress_task(actor=None, task_id=task.pk)) == (0, 0)
    assert (TASKS.rebuild(), RECEIPTS.rebuild()) == (0, 0)


def test_an_order_to_an_empty_post_waits_for_somebody(commander):
    task = assigned(make.incident(), commander, assignee_id=post_key(Post.PLANNER, DALAD))
    assert Receipt.objects.count() == 0
    planner = make.person(Post.PLANNER, DALAD)
    assert clock.follow_posts() == 1
    assert Receipt.objects.get().person == planner
    assert TaskState.objects.get(task=task).status == "issued"


def test_the_checklist_is_ticked_by_those_who_work(commander):
    leader, incident = make.person(Post.TEAM_LEADER, DALAD), make.incident()
    task = assigned(
        incident,
        commander,
        assignee_kind="person",
        assignee_id=leader.pk,
        checklist=["设置警戒线", "清点人数"],
    )
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        tick_item(actor=leader, task_id=task.pk, item="1")
        tick_item(actor=leader, task_id=task.pk, item="1")
    assert [entry["kind"] for entry in entries] == ["task.ticked"]
    done = selectors.card_of(task.pk, commander).checklist
    assert [(item["done"], item["by"]) for item in done] == [(True, leader.name), (False, "")]
    tick_item(actor=leader, task_id=task.pk, item="1", done=False)
    state = TaskState.objects.get(task=task)
    assert state.ticks == {}
    refusals = [
        (leader, {"item": "3"}, Invalid),
        (make.person(Post.TEAM_LEADER, DALAD), {"item": "1"}, NotPermitted),
        (make.person(Post.COMMANDER, BAOTOU), {"item": "1"}, NotThere),
    ]
    for actor, given, error in refusals:
        with pytest.raises(error):
            tick_item(actor=actor, task_id=task.pk, **given)
    advance_task(actor=commander, task_id=task.pk, verb="cancel", reason="x")
    with pytest.raises(BadTransition):
        tick_item(actor=leader, task_id=task.pk, item="1")
    assert TaskState.objects.get(task=task).ticks == {}
    assert TASKS.rebuild() == 0


def test_what_cannot_be_meant_leaves_no_task(commander):
    incident = make.incident()
    whole = assigned(incident, commander)
    part = assigned(incident, commander, parent_id=whole.pk)
    assert selectors.card_of(part.pk, commander).parent == str(whole.pk)
    over = assigned(incident, commander)
    advance_task(actor=commander, task_id=over.pk, verb="cancel", reason="x")
    elsewhere = assigned(make.incident(), commander)
    before = Task.objects.count()
    wrong = [
        ({"title": " "}, Invalid),
        ({"place": "x" * 121}, Invalid),
        ({"point": (91, 0)}, Invalid),
        ({"checklist": [" "]}, Invalid),
        ({"checklist": ["x"] * 41}, Invalid),
        ({"needs": [{"what": "nothing", "quantity": 1}]}, Invalid),
        ({"needs": [{"what": "FIRE", "quantity": 0}]}, Invalid),
        ({"repeat_minutes": 1441}, Invalid),
        ({"parent_id": part.pk}, Invalid),
        ({"parent_id": elsewhere.pk}, Invalid),
        ({"parent_id": over.pk}, Conflict),
        ({"assignee_id": post_key(Post.OBSERVER, DALAD)}, NotThere),
    ]
    for given, error in wrong:
        with pytest.raises(error):
            assigned(incident, commander, **given)
    with pytest.raises(NotPermitted):
        assigned(incident, make.person(Post.TEAM_LEADER, ORDOS))
    assert Task.objects.count() == before


def test_machines_assign_and_tick(commander):
    incident, client = make.incident(), client_of(commander)
    answer = client.post(
        "/api/tasks/assign/",
        {
            "incident_id": str(incident.pk),
            "title": "巡查",
            "kind": "patrol",
            "assignee_kind": "post",
            "assignee_id": str(post_key(Post.COMMANDER, ORDOS)),
            "checklist": [{"text": "看水位"}],
            "needs": [{"what": "FIRE", "quantity": 1}],
            "point": [40.5, 109.8],
        },
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "issued")
    url = f"/api/tasks/{answer.json()['id']}/tick/"
    ticked = client.post(url, {"item": "1"}, content_type="application/json")
    assert ticked.json()["checklist"][0]["done"] is True
