"""Chasing: the ladder of acknowledgement, and deadlines."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils.timezone import now

from command.tasking import selectors, tasks
from command.tasking.actions import advance_task, climb_rungs, tell_overdue
from command.tasking.models import TaskChange, TaskState
from tests import make
from tests.make import ORDOS, Post
from tests.support.later import let_pass
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


def told(person, kind):
    return made.kinds(person.room).count(kind)


def test_nobody_is_chased_in_time(officer, leader):
    made.issued(by=officer, to=leader)
    let_pass(seconds=10)
    assert tasks.chase_due() == 0


def test_silence_climbs_rung_by_rung_and_the_fact_says_which_and_whom(
    officer, leader, commander
):
    liaison = make.person(Post.LIAISON, ORDOS)
    incident = make.incident()
    state = made.issued(incident, by=officer, to=leader)

    # Nothing is set up by which one could call: these rungs are climbed without a word.
    for seconds, rung in ((30, 1), (30, 2), (60, 3)):
        let_pass(seconds=seconds)
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
        assert selectors.card_of(state.task_id, commander).rung == rung
    assert made.kinds(incident.room_id).count("task.escalated") == 0

    let_pass(minutes=3)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    assert [entry["kind"] for entry in entries] == ["task.escalated"]
    payload = entries[0]["payload"]
    assert (payload["rung"], payload["channel"], payload["people"]) == (4, "liaison", 2)
    assert payload["skipped"] == ["push", "sms", "voice"]
    assert entries[0]["says"]["en"].endswith("for 5 min; not set up: web push, SMS, voice call")
    heard = [told(person, "task.escalated") for person in (officer, liaison, commander)]
    assert heard == [1, 1, 0]

    let_pass(minutes=5)
    with whole_story(incident.room_id, made.cards(incident)):
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    heard = [told(person, "task.escalated") for person in (officer, liaison, commander)]
    assert heard == [2, 1, 1]

    let_pass(hours=5)
    assert tasks.chase_due() == 0
    assert selectors.card_of(state.task_id, commander).rung == 5


def test_an_acknowledged_order_is_chased_no_more(officer, leader):
    state = made.issued(by=officer, to=leader)
    advance_task(actor=leader, task_id=state.task_id, verb="acknowledge")
    let_pass(minutes=30)
    assert climb_rungs(actor=None, task_id=state.task_id) == 0
    assert tasks.chase_due() == 0
    assert told(officer, "task.escalated") == 0


def test_a_deadline_that_passed_is_told_once(officer, leader):
    incident = make.incident()
    state = made.issued(incident, by=officer, to=leader, due_at=now() + timedelta(minutes=9))
    assert tell_overdue(actor=None, task_id=state.task_id) == 0
    TaskState.objects.update(chase_at=None)
    let_pass(minutes=10)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        assert [tasks.chase_due(), tasks.chase_due()] == [1, 0]
    assert [entry["kind"] for entry in entries] == ["task.overdue"]
    assert told(officer, "task.overdue") == 1
    assert [card.id for card in selectors.overdue(officer)] == [str(state.task_id)]


def test_a_late_task_is_looked_for_twice_in_the_five_seconds_it_has(settings):
    assert settings.CELERY_BEAT_SCHEDULE["chase tasks"]["schedule"] <= 2.5


def test_finished_work_is_never_overdue(officer, leader):
    state = made.issued(by=officer, to=leader, due_at=now() + timedelta(minutes=2))
    for verb in ("acknowledge", "start", "complete"):
        advance_task(actor=leader, task_id=state.task_id, verb=verb)
    let_pass(minutes=3)
    assert tasks.chase_due() == 0


def test_the_clocks_of_the_workers_decide_nothing(officer, leader):
    """A worker's clock jumps an hour to and fro: each rung is climbed once, when it is due."""
    state = made.issued(by=officer, to=leader)
    rung = 0
    for jump, seconds, climbed in ((1, 10, 0), (-1, 21, 1), (1, 5, 0), (1, 25, 1), (-1, 60, 1)):
        let_pass(seconds=seconds)
        with time_machine.travel(now() + timedelta(hours=jump), tick=False):
            assert [tasks.chase_due(), tasks.chase_due()] == [climbed, 0]
        rung += climbed
        assert selectors.card_of(state.task_id, officer).rung == rung
    with time_machine.travel(now() + timedelta(hours=1), tick=False):
        late = made.issued(by=officer, to=leader)
    let_pass(seconds=31)
    assert climb_rungs(actor=None, task_id=late.task_id) == 1


def test_a_clock_that_stood_still_loses_no_rung(officer, leader, commander):
    """No worker ran for an hour: all rungs are climbed at once, in their order."""
    state = made.issued(by=officer, to=leader)
    let_pass(hours=1)
    assert [tasks.chase_due(), tasks.chase_due()] == [5, 0]
    climbed = TaskChange.objects.filter(task=state.task_id, kind="escalated").order_by("step")
    assert [change.data["rung"] for change in climbed] == [1, 2, 3, 4, 5]
    assert (told(officer, "task.escalated"), told(commander, "task.escalated")) == (2, 1)


def test_one_bad_row_stops_nobody_behind_it(officer, leader, caplog):
    bad, good = [made.issued(by=officer, to=leader) for _ in range(2)]
    let_pass(seconds=31)
    with connection.cursor() as cursor:
        # The next step is beyond what the column holds: its change cannot be written.
        cursor.execute(
            "UPDATE tasking_taskstate SET step = 2147483647 WHERE task_id = %s",
            [str(bad.task_id)],
        )
    assert tasks.chase_due() == 1
    assert selectors.card_of(good.task_id, officer).rung == 1
    assert "cannot be chased" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_any_number_of_clocks_climb_a_rung_once():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    states = [made.issued(by=officer, to=leader) for _ in range(3)]
    let_pass(minutes=5)
    race(tasks.chase_due, times=4)
    tasks.chase_due()
    assert told(officer, "task.escalated") == 3
    for state in states:
        assert made.kinds(state.task.incident.room_id).count("task.escalated") == 1
