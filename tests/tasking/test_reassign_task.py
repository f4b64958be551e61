"""Giving an order to others, withdrawing it, changing until when."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.tasking import selectors
from command.tasking.actions import change_deadline, reassign_task, withdraw_task
from command.tasking.folds import TASKS
from command.tasking.models import TaskState
from command.tasking.selectors import post_key
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def given_to(state, by, to, reason="原队伍被困"):
    return reassign_task(
        actor=by,
        task_id=state.task_id,
        assignee_kind="person",
        assignee_id=to.pk,
        reason=reason,
    )


def test_an_order_goes_from_some_to_others_and_both_are_told(commander, leader):
    incident, other = make.incident(), make.person(Post.TEAM_LEADER, ORDOS)
    state = made.brought_to("in_progress", by=commander, to=leader, incident=incident)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        moved = given_to(state, commander, other)
    assert [entry["kind"] for entry in entries] == ["task.reassigned"]
    assert entries[0]["payload"]["before"] == leader.name
    assert (moved.status, moved.assignee_id, moved.started_at) == ("issued", other.pk, None)
    assert moved.chase_at is not None, "they are chased like anybody"
    assert made.kinds(leader.room)[-1] == "task.reassigned"
    assert made.delivered() == 1
    assert made.kinds(other.room)[-1] == "task.handed"
    assert selectors.my_tasks(leader) == []
    assert made.ladder(selectors.my_tasks(other)[0]) == [1, 1, 0, 0, 0, 0, 0, 0]
    empty = post_key(Post.PLANNER, DALAD)
    reassign_task(
        actor=commander,
        task_id=state.task_id,
        assignee_kind="post",
        assignee_id=empty,
        reason="x",
    )
    card = selectors.card_of(state.task_id, commander)
    assert made.ladder(card) == [0] * 8, "nobody holds the post: nobody has the order"
    assert TASKS.rebuild() == 0


def test_who_may_not_and_when_not(commander, leader):
    other = make.person(Post.TEAM_LEADER, ORDOS)
    state = made.issued(by=commander, to=leader)
    refusals = [
        (leader, other, "x", NotPermitted),
        (make.person(Post.COMMANDER, BAOTOU), other, "x", NotThere),
        (commander, leader, "x", Conflict),
        (commander, other, " ", Invalid),
        (commander, other, "x" * 301, Invalid),
    ]
    for by, to, reason, error in refusals:
        with pytest.raises(error):
            given_to(state, by, to, reason)
    fresh = TaskState.objects.get(pk=state.pk)
    assert (fresh.step, fresh.assignee_id) == (state.step, leader.pk)
    for status in ("draft", "suspended", "completed", "cancelled"):
        with pytest.raises(BadTransition):
            given_to(made.brought_to(status, by=commander, to=leader), commander, other)


def test_withdrawing_takes_the_parts_along(commander, leader):
    incident = make.incident()
    whole = made.issued(incident, by=commander, to=leader)
    parts = [made.task(incident, by=commander, parent_id=whole.task_id) for _ in range(2)]
    with pytest.raises(Invalid):
        withdraw_task(actor=commander, task_id=whole.task_id, reason=" ")
    with pytest.raises(NotPermitted):
        withdraw_task(actor=leader, task_id=whole.task_id, reason="x")
    withdraw_task(actor=commander, task_id=whole.task_id, reason="水位下降")
    tasks = [whole.task, *parts]
    assert set(TaskState.objects.filter(task__in=tasks).values_list("status", flat=True)) == {
        "cancelled"
    }
    assert made.kinds(leader.room)[-1] == "task.cancelled"


def test_the_deadline_moves_with_a_reason_and_is_told(commander, leader):
    incident = make.incident()
    state = made.issued(incident, by=commander, to=leader, due_at=now() + timedelta(hours=1))
    later = now() + timedelta(hours=3)
    wrong = [
        (commander, state.due_at, "x", Invalid),
        (commander, now() - timedelta(minutes=1), "x", Invalid),
        (commander, later, "", Invalid),
        (leader, later, "x", NotPermitted),
    ]
    for by, due_at, reason, error in wrong:
        with pytest.raises(error):
            change_deadline(actor=by, task_id=state.task_id, due_at=due_at, reason=reason)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        change_deadline(actor=commander, task_id=state.task_id, due_at=later, reason="封路")
    assert [entry["kind"] for entry in entries] == ["task.deadline_changed"]
    assert made.kinds(leader.room)[-1] == "task.deadline_changed"
    assert TaskState.objects.get(pk=state.pk).due_at == later
    change_deadline(actor=commander, task_id=state.task_id, due_at=None, reason="x")
    assert TASKS.rebuild() == 0
    withdraw_task(actor=commander, task_id=state.task_id, reason="x")
    with pytest.raises(BadTransition):
        change_deadline(actor=commander, task_id=state.task_id, due_at=later, reason="x")
