"""Chasing: the ladder of acknowledgement, and deadlines."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from command.tasking import selectors, tasks
from command.tasking.actions import advance_task, escalate_task, tell_overdue
from command.tasking.lifecycle import ACK_WITHIN
from tests import make
from tests.make import ORDOS, Post
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def officer(db):
    return make.person(Post.DUTY_OFFICER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def after(**delta):
    return time_machine.travel(now() + timedelta(**delta), tick=False)


def told(person, kind):
    return made.kinds(person.room).count(kind)


def test_nobody_is_chased_in_time(officer, leader):
    made.issued(by=officer, to=leader)
    with after(minutes=4, seconds=59):
        assert tasks.chase_due() == 0


def test_the_issuer_hears_at_the_first_rung_and_the_commanders_at_the_second(
    officer, leader, commander
):
    incident = make.incident()
    state = made.issued(incident, by=officer, to=leader)

    with after(minutes=5), whole_story(incident.room_id, made.cards(incident)) as entries:
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    assert [entry["kind"] for entry in entries] == ["task.escalated"]
    assert (told(officer, "task.escalated"), told(commander, "task.escalated")) == (1, 0)

    with after(minutes=10), whole_story(incident.room_id, made.cards(incident)):
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    assert (told(officer, "task.escalated"), told(commander, "task.escalated")) == (2, 1)

    with after(hours=5):
        assert tasks.chase_due() == 0
    assert selectors.card_of(state.task_id, commander).rung == 2


def test_an_acknowledged_order_is_chased_no_more(officer, leader):
    state = made.issued(by=officer, to=leader)
    advance_task(actor=leader, task_id=state.task_id, verb="acknowledge")
    with after(minutes=30):
        assert escalate_task(actor=None, task_id=state.task_id) is False
        assert tasks.chase_due() == 0
    assert told(officer, "task.escalated") == 0


def test_a_deadline_that_passed_is_told_once(officer, leader):
    incident = make.incident()
    state = made.issued(incident, by=officer, to=leader, due_at=now() + timedelta(minutes=2))
    with after(minutes=1):
        assert tell_overdue(actor=None, task_id=state.task_id) is False
    with after(minutes=3), whole_story(incident.room_id, made.cards(incident)) as entries:
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    assert [entry["kind"] for entry in entries] == ["task.overdue"]
    assert told(officer, "task.overdue") == 1
    with after(minutes=3):
        assert [card.id for card in selectors.overdue(officer)] == [str(state.task_id)]
    assert selectors.overdue(officer) == []


def test_finished_work_is_never_overdue(officer, leader):
    state = made.issued(by=officer, to=leader, due_at=now() + timedelta(minutes=2))
    for verb in ("acknowledge", "start", "complete"):
        advance_task(actor=leader, task_id=state.task_id, verb=verb)
    with after(minutes=3):
        assert tasks.chase_due() == 0


@pytest.mark.django_db(transaction=True)
def test_any_number_of_clocks_climb_a_rung_once():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    states = [made.issued(by=officer, to=leader) for _ in range(3)]
    with time_machine.travel(now() + ACK_WITHIN + timedelta(seconds=1), tick=False):
        race(tasks.chase_due, times=4)
        tasks.chase_due()
    assert told(officer, "task.escalated") == 3
    for state in states:
        assert made.kinds(state.task.incident.room_id).count("task.escalated") == 1
