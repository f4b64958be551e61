"""Giving an order to others, withdrawing it, or changing until when."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.times import clock
from command.tasking.actions.advance import advance_task
from command.tasking.actions.create import as_data
from command.tasking.actions.issue import order
from command.tasking.actions.telling import both_sides, tell, why
from command.tasking.events import TaskDeadlineChanged, TaskReassigned
from command.tasking.folds import TASKS
from command.tasking.kinds import DEADLINE_CHANGED, REASSIGNED
from command.tasking.lifecycle import DONE, ENDED, REASSIGNABLE, Status, Verb, allowed
from command.tasking.models import Task, TaskState
from command.tasking.rights import require_order, require_orders, require_same_world
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import assignee_of, told_of
from incidents.rights import require_open


@door
def reassign_task(
    *,
    actor: Person | None,
    task_id: UUID,
    assignee_kind: str,
    assignee_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Take an order from some and give it to others; both are told.

    It is delivered and to be acknowledged anew. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, ``BadTransition`` when it was never given or is past it, or ``Conflict``
    when it is theirs already or they are not of the incident's world.
    """
    state = locked(task_id)
    require_orders(actor, state, to=_("give a task to others"))
    assignee = assignee_of(assignee_kind, assignee_id)
    incident = state.task.incident
    require_order(actor, incident, region=assignee.region, to=_("give a task to others"))
    require_open(incident.state)
    require_same_world(assignee, incident)
    _in(state, REASSIGNABLE)
    if state.assignee_id == assignee.id and state.status != Status.REJECTED:
        raise Conflict(gettext_lazy("The task is given to them already."))
    said = why(reason)

    before, was = told_of(state), state.assignee_label
    data: dict[str, str | None] = {**as_data(assignee), "reason": said}
    people = order(state, REASSIGNED, data, assignee, actor=actor, occurred_at=occurred_at)
    event = TaskReassigned(
        **name_in(state.task),
        assignee=assignee.label,
        assignee_en=assignee.label_en,
        assignee_kind=str(assignee.kind),
        assignee_id=str(assignee.id),
        before=was,
        people=people,
        reason=said,
    )
    tell(state, event, actor=actor, people=before, occurred_at=occurred_at)
    return state


@door
def withdraw_task(
    *,
    actor: Person | None,
    task_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Withdraw a task and its parts that are not done; their people are told.

    Raises what ``advance_task`` raises; then nothing is withdrawn.
    """
    parts = Task.objects.filter(parent=task_id).exclude(state__status__in=[*DONE, *ENDED])
    state = advance_task(
        actor=actor, task_id=task_id, verb=Verb.CANCEL, reason=reason, occurred_at=occurred_at
    )
    for part in parts.order_by("pk").values_list("pk", flat=True):
        advance_task(
            actor=actor, task_id=part, verb=Verb.CANCEL, reason=reason, occurred_at=occurred_at
        )
    return state


@door
def change_deadline(
    *,
    actor: Person | None,
    task_id: UUID,
    due_at: datetime | None,
    reason: str,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Set another deadline, or none; the people are told.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    state = locked(task_id)
    require_orders(actor, state, to=_("change a deadline"))
    _in(state, frozenset(Status) - DONE - ENDED)
    said = why(reason)
    if due_at == state.due_at:
        raise Invalid(gettext_lazy("Nothing was changed."), field="due_at")
    # In an exercise another time is played.
    if due_at is not None and state.task.exercise_id is None and due_at <= clock():
        raise Invalid(gettext_lazy("The deadline has passed already."), field="due_at")

    before, told = state.due_at, due_at.isoformat() if due_at else None
    at = occurred_at or max(now(), state.at)
    data = {"due_at": told, "reason": said}
    TASKS.add(state, DEADLINE_CHANGED, actor=actor, occurred_at=at, data=data)
    event = TaskDeadlineChanged(
        **name_in(state.task),
        before=before.isoformat() if before else None,
        due_at=told,
        reason=said,
    )
    tell(state, event, actor=actor, people=both_sides(state), occurred_at=at)
    return state


def _in(state: TaskState, statuses: frozenset[Status]) -> None:
    if state.status not in statuses:
        status = Status(state.status)
        raise BadTransition(
            gettext_lazy("That is not possible while the task is %(status)s.")
            % {"status": status.label},
            status=str(status),
            allowed=allowed(status),
        )
