"""Taking over: an open order to a post goes to whoever holds the post now."""

from uuid import UUID

from django.db.models import Max
from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from command.tasking.actions.issue import hand
from command.tasking.events import TaskReaddressed
from command.tasking.kinds import ORDERS
from command.tasking.lifecycle import RUNNING
from command.tasking.models import Receipt, TaskChange, TaskState
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import AssigneeKind, assignee_of, recipients_of
from incidents.lifecycle import ENDED


@door
def readdress_task(*, actor: Person | None, task_id: UUID) -> int:
    """Queue an open order for those who took over the post it is for; return for how many.

    Nobody gets it twice. Raises ``NotThere`` while somebody else holds the task.
    """
    state = locked(task_id, skip="locked")
    over = state.task.incident.state.status in ENDED
    if over or state.assignee_kind != AssigneeKind.POST or state.status not in RUNNING:
        return 0
    step = _last_order(state)
    known = Receipt.objects.filter(task=task_id, step=step).values_list("person_id", flat=True)
    assignee = assignee_of(state.assignee_kind, state.assignee_id)  # type: ignore[arg-type]
    there = set(known)
    fresh = [person for person in recipients_of(assignee) if person.pk not in there]
    if not fresh:
        return 0

    people = hand(state, step, fresh)
    journal.append(
        TaskReaddressed(
            **name_in(state.task),
            assignee=assignee.label,
            assignee_en=assignee.label_en,
            people=people,
        ),
        room=state.task.incident.room_id,
        actor=actor,
        changed=changed(state),
        occurred_at=max(now(), state.at),
    )
    return people


def _last_order(state: TaskState) -> int:
    orders = TaskChange.objects.filter(task=state.task_id, kind__in=ORDERS)
    return int(orders.aggregate(last=Max("step"))["last"])
