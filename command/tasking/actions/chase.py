"""Chasing: telling people that an order is not acknowledged, or late."""

from uuid import UUID

from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking.events import TaskEscalated, TaskOverdue
from command.tasking.folds import ESCALATED, OVERDUE_TOLD, TASKS
from command.tasking.lifecycle import RUNGS, is_overdue
from command.tasking.models import TaskState
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import commanders_of
from incidents.lifecycle import ENDED


@door
def escalate_task(*, actor: Person | None, task_id: UUID) -> bool:
    """Climb the next rung if nobody has acknowledged in time; return whether it was due.

    The first rung tells whoever gave the order, the second the commanders too.
    Each is climbed once, however often this is called.
    Raises ``NotThere`` while somebody else holds the task.
    """
    state = locked(task_id, skip="locked")
    at = now()
    if state.chase_at is None or state.chase_at > at or _is_over(state):
        return False
    rung = state.rung + 1
    waits = RUNGS[rung] - RUNGS[rung - 1] if rung < len(RUNGS) else None
    chase_at = (state.chase_at + waits).isoformat() if waits else None
    TASKS.add(
        state,
        ESCALATED,
        actor=actor,
        occurred_at=max(at, state.at),
        data={"rung": rung, "chase_at": chase_at},
    )
    event = TaskEscalated(
        **name_in(state.task),
        assignee=state.assignee_label,
        rung=rung,
        minutes=int(RUNGS[rung - 1].total_seconds() // 60),
    )
    _tell(
        state, event, actor, commanders=commanders_of(state.task.incident) if rung > 1 else []
    )
    return True


@door
def tell_overdue(*, actor: Person | None, task_id: UUID) -> bool:
    """Tell once that a task has passed its time; return whether it was so.

    Raises ``NotThere`` while somebody else holds the task.
    """
    state = locked(task_id, skip="locked")
    at = now()
    late = is_overdue(state.status, state.due_at, at) and not _is_over(state)
    if state.overdue_told_at or not late:
        return False
    TASKS.add(state, OVERDUE_TOLD, actor=actor, occurred_at=at)
    event = TaskOverdue(
        **name_in(state.task),
        assignee=state.assignee_label,
        due_at=state.due_at.isoformat() if state.due_at else "",
    )
    _tell(state, event, actor, commanders=[])
    return True


def _is_over(state: TaskState) -> bool:
    """Return whether the incident has ended, and with it the clock of its tasks."""
    return state.task.incident.state.status in ENDED


def _tell(
    state: TaskState, event: Event, actor: Person | None, *, commanders: list[Person]
) -> None:
    """Record the fact in the incident's room and in the inboxes of who must act on it."""
    exercise = state.task.exercise_id
    inboxes = {inbox_room(person.pk, exercise) for person in commanders}
    if state.issuer is not None:
        inboxes.add(inbox_room(state.issuer.pk, exercise))
    room = state.task.incident.room_id
    journal.hold(room, *inboxes)
    views = changed(state)
    for each in [room, *sorted(inboxes)]:
        journal.append(
            event,
            room=each,
            actor=actor,
            changed=views,
            occurred_at=max(now(), state.at),
        )
