"""Reading an order."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import NotThere
from command.core.models import Person
from command.tasking.events import TaskRead
from command.tasking.folds import RECEIPTS
from command.tasking.models import ReceiptState, TaskState
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.handed import last_orders

Stage = ReceiptState.Stage


@door
def read_task(*, actor: Person, task_id: UUID) -> TaskState:
    """Mark that ``actor`` has read the order that was handed to them; once is enough.

    Raises ``NotThere`` for somebody to whom no such order was given.
    """
    mine = ReceiptState.objects.select_for_update(of=("self",)).filter(
        receipt__task=task_id,
        receipt__person=actor,
        receipt__step=last_orders("receipt__task"),
    )
    receipt = mine.select_related("receipt__task__incident").first()
    if receipt is None:
        raise NotThere(_("No such order was given to you."), task_id=str(task_id))
    unread = receipt.read_at is None
    room = receipt.receipt.task.incident.room_id
    if unread:
        RECEIPTS.add(receipt, Stage.READ, actor=actor, occurred_at=now())
        journal.hold(room)
    # Fetched while the room is held: an earlier view could overwrite a newer one.
    state = TaskState.objects.select_related("task").get(task=task_id)
    if not unread:
        return state
    journal.append(
        TaskRead(**name_in(state.task)),
        room=room,
        actor=actor,
        changed=changed(state),
        occurred_at=max(now(), state.at),
    )
    return state
