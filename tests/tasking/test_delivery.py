"""Handing orders over, and reading them."""

from unittest.mock import patch

import pytest
from django.db import OperationalError

from command.core.errors import NotThere
from command.tasking import selectors, tasks
from command.tasking.actions import deliver_receipts, issue_task, read_task
from command.tasking.models import ReceiptMark, ReceiptState
from tests import make
from tests.make import ORDOS, Post
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


def ordered(incident=None, *, people=3):
    commander = make.person(Post.COMMANDER, ORDOS)
    unit, crew = made.organisation(posts=[Post.TEAM_MEMBER] * people)
    task = made.task(incident, by=commander)
    state = issue_task(
        actor=commander,
        task_id=task.pk,
        assignee_kind="organisation",
        assignee_id=unit.pk,
    )
    return state, crew


def handed(people):
    return [made.kinds(person.room).count("task.handed") for person in people]


def test_an_order_comes_into_every_inbox_and_the_room_is_told():
    incident = make.incident()
    _state, crew = ordered(incident)

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        assert deliver_receipts(actor=None) == 3

    assert handed(crew) == [1, 1, 1]
    assert [entry["kind"] for entry in entries] == ["task.delivered"]
    assert entries[0]["says"]["en"] == "Task T-01 Move community 1 reached 3 people"
    card = selectors.of_incident(incident.pk)[0]
    assert made.ladder(card) == [3, 3, 0, 0, 0, 0, 0, 0]


def test_delivering_twice_is_once():
    _state, crew = ordered()
    assert [deliver_receipts(actor=None), deliver_receipts(actor=None)] == [3, 0]
    assert handed(crew) == [1, 1, 1]


def test_the_clock_delivers_all_in_batches(monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    _state, crew = ordered(people=5)
    assert tasks.deliver_due() == 5
    assert tasks.deliver_due() == 0
    assert handed(crew) == [1] * 5


def test_a_worker_that_dies_in_the_middle_leaves_everything_queued():
    _state, crew = ordered()
    with (
        patch("command.core.realtime.publish"),
        patch("command.tasking.actions.deliver.TaskDelivered", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        deliver_receipts(actor=None)
    assert handed(crew) == [0, 0, 0]
    assert deliver_receipts(actor=None) == 3
    assert handed(crew) == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_deliver_each_order_once():
    orders = [ordered(people=4) for _ in range(3)]
    counts = race(lambda: deliver_receipts(actor=None, limit=2), times=6)
    while more := deliver_receipts(actor=None):
        counts.append(more)
    assert sum(counts) == 12
    assert [handed(crew) for _state, crew in orders] == [[1] * 4] * 3
    assert ReceiptMark.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_an_order_is_committed_though_the_broker_is_gone(settings):
    """What is queued stands in the database; the beat finds it."""
    with patch("celery.current_app.send_task", side_effect=ConnectionError):
        _state, crew = ordered()
    assert deliver_receipts(actor=None) == 3
    assert handed(crew) == [1, 1, 1]


def test_reading_marks_once_and_tells_once():
    incident = make.incident()
    state, crew = ordered(incident)
    made.delivered()

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        read_task(actor=crew[0], task_id=state.task_id)
        read_task(actor=crew[0], task_id=state.task_id)

    assert [entry["kind"] for entry in entries] == ["task.read"]
    card = selectors.card_of(state.task_id, crew[0])
    assert made.ladder(card) == [3, 3, 1, 0, 0, 0, 0, 0]


def test_reading_before_the_delivery_delivers():
    state, crew = ordered()
    read_task(actor=crew[0], task_id=state.task_id)
    mine = ReceiptState.objects.get(receipt__person=crew[0])
    assert (mine.stage, mine.delivered_at) == ("read", mine.read_at)
    assert made.delivered() == 2


def test_nobody_reads_the_order_of_another():
    state, _crew = ordered()
    with pytest.raises(NotThere):
        read_task(actor=make.person(Post.COMMANDER, ORDOS), task_id=state.task_id)
    assert ReceiptMark.objects.exists() is False
