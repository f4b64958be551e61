"""The state of a task is the fold of its changes, and the database guards both."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils.timezone import now

from command.core import authority, journal
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.tasking.folds import RECEIPTS, STEPS, TASKS
from command.tasking.lifecycle import TRANSITIONS, Status, Verb
from command.tasking.models import (
    Receipt,
    ReceiptMark,
    ReceiptState,
    Task,
    TaskChange,
    TaskState,
)
from tests import make
from tests.make import ORDOS, Post
from tests.tasking import made

pytestmark = pytest.mark.django_db


def everywhere():
    by, to = make.person(Post.COMMANDER, ORDOS), make.person(Post.TEAM_LEADER, ORDOS)
    return [made.brought_to(status, by=by, to=to) for status in Status]


def test_rebuilding_changes_nothing():
    everywhere()
    made.delivered()
    assert (TASKS.rebuild(), RECEIPTS.rebuild()) == (0, 0)


def test_a_lost_state_is_made_again():
    states = {state.pk: state.status for state in everywhere()}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tasking_taskstate")
        cursor.execute("DELETE FROM tasking_receiptstate")
    assert TASKS.rebuild() == len(states)
    assert {state.pk: state.status for state in TaskState.objects.all()} == states
    RECEIPTS.rebuild()
    assert ReceiptState.objects.count() == 8


def test_every_kind_of_change_can_be_folded():
    assert {verb for _, verb in TRANSITIONS} == set(Verb)
    assert set(Verb) <= set(STEPS)


def refused(sql, error):
    with pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["task", "taskchange", "receipt", "receiptmark"])
def test_what_was_recorded_is_never_changed(table):
    made.issued()
    made.delivered()
    refused(f"UPDATE tasking_{table} SET origin = '150200'", ProgrammingError)
    refused(f"DELETE FROM tasking_{table}", ProgrammingError)


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE tasking_taskstate SET progress = 101",
        "UPDATE tasking_taskstate SET status = 'lost'",
        "UPDATE tasking_taskstate SET assignee_id = NULL",
        "UPDATE tasking_taskstate SET status = 'completed'",
        "UPDATE tasking_receiptstate SET stage = 'read'",
    ],
)
def test_a_row_that_contradicts_itself_is_refused(wrong):
    made.issued()
    refused(wrong, IntegrityError)


def test_a_number_is_given_once_per_incident():
    task = made.task()
    twin = Task(
        incident=task.incident,
        number=task.number,
        title="x",
        kind="patrol",
        region_id=ORDOS,
        created_at=task.created_at,
        origin=task.origin,
    )
    with pytest.raises(IntegrityError), transaction.atomic(), authority.acting_as(ORDOS):
        twin.save(force_insert=True)


def test_an_exercise_flags_everything_that_hangs_on_it():
    with transaction.atomic(), authority.acting_as(ORDOS):
        play = Exercise.objects.create(
            origin=ORDOS, scenario="S1", speed=60, started_at=now(), room=""
        )
        room = exercise_room(play.pk)
        journal.open_room(room, Room.Kind.EXERCISE, ORDOS)
    by = make.person(Post.COMMANDER, ORDOS)
    with authority.in_exercise(play.pk):
        incident = make.incident(by=by)
    made.issued(incident, by=by)
    made.delivered()
    assert made.kinds(room) == ["task.handed"], "what is told to people goes with the exercise"
    for model in (Task, TaskChange, Receipt, ReceiptMark):
        assert set(model.objects.values_list("exercise", flat=True)) == {play.pk}
