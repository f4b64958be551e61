"""Tasks that repeat: each round once, never two open, and an end to it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted
from command.tasking import clock
from command.tasking.actions import (
    advance_task,
    end_series,
    issue_task,
    make_round,
    stop_repeating,
)
from command.tasking.folds import RECEIPTS, TASKS
from command.tasking.models import Task, TaskState
from incidents.actions import move_incident
from tests import make
from tests.make import ORDOS, Post
from tests.support.later import later as moved
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


def patrol(incident=None):
    commander, leader = make.person(Post.COMMANDER, ORDOS), make.person(Post.TEAM_LEADER, ORDOS)
    task = made.task(
        incident,
        by=commander,
        kind="patrol",
        repeat_minutes=30,
        checklist=["看水位"],
        assignee_kind="person",
        assignee_id=leader.pk,
        due_at=now() + timedelta(minutes=25),
    )
    issue_task(actor=commander, task_id=task.pk)
    return task, commander, leader


def finished(task, leader):
    for verb in ("acknowledge", "start", "complete"):
        advance_task(actor=leader, task_id=task.pk, verb=verb)


def later(minutes):
    return moved(minutes=minutes)


def rounds():
    return list(Task.objects.order_by("turn").values_list("turn", flat=True))


def test_the_next_round_begins_by_the_clock_once():
    incident = make.incident()
    task, commander, leader = patrol(incident)
    finished(task, leader)
    assert clock.make_rounds() == 0, "half an hour has not passed"
    with later(30.5):
        with whole_story(incident.room_id, made.cards(incident)) as entries:
            assert (clock.make_rounds(), clock.make_rounds()) == (1, 0)
            assert make_round(actor=None, task_id=task.pk) is False
        assert [entry["kind"] for entry in entries] == ["task.created", "task.issued"]
        second = Task.objects.get(turn=2)
        state = TaskState.objects.get(task=second)
        assert (second.series, second.title, second.checklist) == (
            task,
            task.title,
            task.checklist,
        )
        assert (state.status, state.issuer, state.assignee_id) == (
            "issued",
            commander,
            leader.pk,
        )
        assert timedelta(minutes=24) < state.due_at - now() < timedelta(minutes=26)
        first = TaskState.objects.get(task=task)
        assert first.repeat_at is None
        assert made.delivered() == 1
        finished(second, leader)
    with later(200):
        assert clock.make_rounds() == 1, "what was slept over is not made up for"
        assert rounds() == [1, 2, 3]
        third = TaskState.objects.get(task__turn=3)
        assert timedelta(0) < third.repeat_at - now() <= timedelta(minutes=30)
    assert (TASKS.rebuild(), RECEIPTS.rebuild()) == (0, 0)


def test_an_open_round_is_marked_as_missed_and_told_and_never_doubled():
    incident = make.incident()
    task, commander, leader = patrol(incident)
    liaison = make.person(Post.LIAISON, ORDOS)
    with later(31):
        with whole_story(incident.room_id, made.cards(incident)) as entries:
            assert (clock.make_rounds(), clock.make_rounds()) == (1, 0)
        assert [entry["kind"] for entry in entries] == ["task.round_missed"]
        assert [made.kinds(who.room)[-1] for who in (commander, liaison)] == [
            "task.round_missed"
        ] * 2
    with later(61):
        assert clock.make_rounds() == 1
        assert (rounds(), TaskState.objects.get(task=task).missed) == ([1], 2)
        finished(task, leader)
    with later(91):
        assert (clock.make_rounds(), rounds()) == (1, [1, 2])
    assert TASKS.rebuild() == 0


def test_withdrawing_ending_and_stopping_end_it():
    withdrawn, commander, _leader = patrol()
    advance_task(actor=commander, task_id=withdrawn.pk, verb="cancel", reason="x")
    stopped, commander, leader = patrol()
    for by, reason, error in ((leader, "x", NotPermitted), (commander, "", Invalid)):
        with pytest.raises(error):
            stop_repeating(actor=by, task_id=stopped.pk, reason=reason)
    stop_repeating(actor=commander, task_id=stopped.pk, reason="洪峰已过")
    with pytest.raises(Conflict):
        stop_repeating(actor=commander, task_id=stopped.pk, reason="x")
    over, _commander, leader = patrol()
    finished(over, leader)
    for verb in ("handle", "contain", "close"):
        move_incident(actor=None, incident_id=over.incident_id, verb=verb, reason="完毕")
    with later(31):
        assert clock.make_rounds() == 0
        assert make_round(actor=None, task_id=over.pk) is False
    assert rounds() == [1, 1, 1]


def test_with_a_plan_its_rounds_end():
    task, commander, leader = patrol()
    finished(task, leader)
    with later(31):
        clock.make_rounds()
        assert end_series(actor=commander, task_ids=[task.pk], reason="预案结束") == 1
        assert TaskState.objects.get(task__turn=2).status == "cancelled"
    again, commander, leader = patrol()
    finished(again, leader)
    assert end_series(actor=commander, task_ids=[again.pk], reason="预案结束") == 1
    assert end_series(actor=commander, task_ids=[again.pk], reason="预案结束") == 0
    with later(62):
        assert clock.make_rounds() == 0


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_make_a_round_once():
    task, _commander, leader = patrol()
    finished(task, leader)
    states = TaskState.objects.filter(task=task)
    states.update(repeat_at=F("repeat_at") - timedelta(minutes=40))
    race(clock.make_rounds, times=4)
    assert rounds() == [1, 2]
