"""Giving the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.times import clock
from command.tasking import ladder
from command.tasking.actions.create import as_data
from command.tasking.events import TaskIssued
from command.tasking.folds import RECEIPTS, TASKS
from command.tasking.lifecycle import Status, Verb, status_after
from command.tasking.models import Receipt, ReceiptState, TaskChange, TaskState
from command.tasking.rights import require_order, require_same_world
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import Assignee, assignee_of, recipients_of
from incidents.rights import require_open

DELIVER = "command.tasking.tasks.deliver_due"


@door
def issue_task(
    *,
    actor: Person | None,
    task_id: UUID,
    assignee_kind: str = "",
    assignee_id: UUID | None = None,
    due_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Order somebody to carry out a drafted or rejected task, and queue it for delivery.

    Without an assignee the order goes to whoever was planned for it, without
    ``due_at`` the drafted deadline stands. The clock of the acknowledgement starts.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` when the task
    or its incident is past it, or ``Conflict`` when a team is not of the incident's world.
    """
    state = locked(task_id)
    if assignee_id is None and state.assignee_id is None:
        raise Invalid(gettext_lazy("An order is given to somebody: name whom."))
    assignee = assignee_of(
        assignee_kind if assignee_id else state.assignee_kind,
        assignee_id or state.assignee_id,  # type: ignore[arg-type]
    )
    incident = state.task.incident
    require_order(actor, incident, region=assignee.region, to=_("issue a task"))
    require_open(incident.state)
    require_same_world(assignee, incident)
    status_after(Status(state.status), Verb.ISSUE)

    data: dict[str, str | None] = {**as_data(assignee)}
    if due_at is not None:
        data["due_at"] = due_at.isoformat()
    people = order(state, Verb.ISSUE, data, assignee, actor=actor, occurred_at=occurred_at)
    journal.append(
        issued(state, assignee, people),
        room=incident.room_id,
        actor=actor,
        changed=changed(state),
        occurred_at=occurred_at,
    )
    return state


def issued(state: TaskState, assignee: Assignee, people: int) -> TaskIssued:
    """Return the fact that a task was ordered, handed to so many people."""
    return TaskIssued(
        **name_in(state.task),
        assignee=assignee.label,
        assignee_en=assignee.label_en,
        assignee_kind=str(assignee.kind),
        assignee_id=str(assignee.id),
        due_at=state.due_at.isoformat() if state.due_at else None,
        people=people,
    )


def order(
    state: TaskState,
    verb: str,
    data: dict[str, str | None],
    assignee: Assignee,
    *,
    actor: Person | None,
    occurred_at: datetime | None,
    people: Sequence[Person] | None = None,
) -> int:
    """Write the order into the (locked) task and queue it; return for how many people.

    For doors; ``people`` are the assignee's when they are known already.
    Acknowledgement is awaited by the clock here, whatever the time in the world of
    an exercise.
    """
    at = now()
    data = _with_clocks(state, verb, data, ladder.first_due(state), at)
    change: TaskChange = TASKS.add(
        state,
        verb,
        actor=actor,
        occurred_at=occurred_at or max(at, state.at),
        data=data,
    )
    return hand(state, change.step, recipients_of(assignee) if people is None else people)


@dataclass(frozen=True, slots=True)
class First:
    """A draft that is ordered for the first time, and the people of its assignee."""

    state: TaskState
    assignee: Assignee
    people: Sequence[Person]


def order_all(firsts: Sequence[First], *, actor: Person | None) -> None:
    """Write the orders into (new or locked) drafts, each at the draft's time, and queue them.

    For doors; as ``order`` does one by one, with as many queries for many as for few.
    """
    at = now()
    states = [first.state for first in firsts]
    dues = ladder.first_dues(states)
    changes = [
        TaskChange(
            task=first.state.task,
            step=first.state.step + 1,
            kind=Verb.ISSUE,
            data=_with_clocks(first.state, Verb.ISSUE, {**as_data(first.assignee)}, due, at),
            actor=actor,
            occurred_at=first.state.at,
        )
        for first, due in zip(firsts, dues, strict=True)
    ]
    TASKS.add_many(states, changes)
    _queue([(first.state, first.state.step, first.people) for first in firsts])


def _with_clocks(
    state: TaskState,
    verb: str,
    data: dict[str, str | None],
    due: datetime | None,
    at: datetime,
) -> dict[str, str | None]:
    data = {**data, "chase_at": due.isoformat() if due else None}
    if verb == Verb.ISSUE and state.task.repeat_minutes and "repeat_at" not in data:
        data["repeat_at"] = (clock() + timedelta(minutes=state.task.repeat_minutes)).isoformat()
    return data


def hand(state: TaskState, step: int, people: Sequence[Person]) -> int:
    """Queue the order of ``step`` for these people; return for how many."""
    return _queue([(state, step, people)])


def _queue(orders: Sequence[tuple[TaskState, int, Sequence[Person]]]) -> int:
    at = now()
    receipts = [
        Receipt(task=state.task, person=person, step=step, queued_at=at)
        for state, step, people in orders
        for person in people
    ]
    for receipt in receipts:
        receipt.claim()
    Receipt.objects.bulk_create(receipts)
    ReceiptState.objects.bulk_create(
        [ReceiptState(receipt=receipt, **RECEIPTS.start(receipt)) for receipt in receipts]
    )
    # Promptness only: what is queued in the database is found by the beat as well.
    transaction.on_commit(knock, robust=True)
    return len(receipts)


def knock() -> None:
    """Ask a worker to deliver now; after commit, and never waiting for the broker."""
    current_app.send_task(DELIVER, retry=False, ignore_result=True)
