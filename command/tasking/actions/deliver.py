"""Handing orders over."""

from collections import Counter
from uuid import UUID

from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking.events import TaskDelivered, TaskHanded
from command.tasking.folds import RECEIPTS
from command.tasking.models import ReceiptState, TaskState
from command.tasking.selectors.cards import changed, name_in

Stage = ReceiptState.Stage


@door
def deliver_receipts(*, actor: Person | None, limit: int = 100) -> int:
    """Hand up to ``limit`` queued orders into the inboxes of their people; return how many.

    Rows that another worker holds are passed over, so that any number may work
    side by side and a row is delivered once.
    """
    queued = ReceiptState.objects.select_for_update(skip_locked=True, of=("self",))
    found = list(
        queued.filter(stage=Stage.QUEUED)
        .select_related("receipt__task__incident", "receipt__person")
        .order_by("pk")[:limit]
    )
    if not found:
        return 0
    rooms = {_inbox(state) for state in found}
    rooms |= {state.receipt.task.incident.room_id for state in found}
    journal.hold(*rooms)
    at = now()
    for state in found:
        RECEIPTS.add(state, Stage.DELIVERED, actor=actor, occurred_at=at)
    _tell(found, actor)
    return len(found)


def _inbox(state: ReceiptState) -> str:
    return inbox_room(state.receipt.person_id, state.receipt.exercise_id)


def _tell(found: list[ReceiptState], actor: Person | None) -> None:
    """Record one entry per inbox, and one per task in its incident's room."""
    people: Counter[UUID] = Counter(state.receipt.task_id for state in found)
    tasks = TaskState.objects.filter(task__in=list(people)).select_related("task__incident")
    states = {state.task_id: state for state in tasks.order_by("pk")}
    at = now()
    for receipt in found:
        task = states[receipt.receipt.task_id]
        journal.append(
            TaskHanded(**name_in(task.task)),
            room=_inbox(receipt),
            actor=actor,
            changed=changed(task),
            occurred_at=max(at, task.at),
        )
    for key, task in states.items():
        journal.append(
            TaskDelivered(**name_in(task.task), people=people[key]),
            room=task.task.incident.room_id,
            actor=actor,
            changed=changed(task),
            occurred_at=max(at, task.at),
        )
