"""The rounds of a task that repeats: a patrol every thirty minutes."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from command.core.times import clock
from command.tasking.actions.advance import advance_task
from command.tasking.actions.create import Numbers, as_data, write_draft
from command.tasking.actions.issue import issued, order
from command.tasking.actions.telling import tell, why
from command.tasking.events import TaskCreated, TaskRepeatingStopped, TaskRoundMissed
from command.tasking.folds import TASKS
from command.tasking.kinds import REPEATING_STOPPED, ROUND_MADE, ROUND_MISSED
from command.tasking.lifecycle import DONE, Verb
from command.tasking.lifecycle import ENDED as OVER
from command.tasking.models import Task, TaskState
from command.tasking.rights import require_orders
from command.tasking.selectors.cards import changed, drafted, name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import Assignee, assignee_of, liaisons_of
from incidents.lifecycle import ENDED


@door
def make_round(*, actor: Person | None, task_id: UUID) -> bool:
    """Issue the next round of a task if its time has come; return whether it was due.

    Rounds never pile up: while the last one is open, the next does not begin; that is
    marked and told instead. Rounds that were slept over are not made up for.
    Raises ``NotThere`` while somebody else holds the task.
    """
    state = locked(task_id, skip="locked")
    at = clock()
    over = state.task.incident.state.status in ENDED
    if state.repeat_at is None or state.repeat_at > at or over:
        return False
    following = _following(state.repeat_at, state.task.repeat_minutes, at)
    assignee = _assignee(state)
    with authority.acting_as(state.issuer_authority):
        if state.status in DONE and assignee is not None:
            _issue_next(state, assignee, following, actor, at)
        else:
            _miss(state, following, actor, at)
    return True


@door
def stop_repeating(*, actor: Person | None, task_id: UUID, reason: str) -> TaskState:
    """Let no further round follow on a task; any round of it may be named.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when none would.
    """
    named = Task.objects.filter(pk=task_id).first()
    first = (named.series_id or named.pk) if named else task_id
    rounds = Task.objects.filter(series=first, state__repeat_at__isnull=False)
    last = rounds.values_list("pk", flat=True).first()
    state = locked(last or first)
    require_orders(actor, state, to=_("stop a task from repeating"))
    said = why(reason)
    if state.repeat_at is None:
        raise Conflict(gettext_lazy("No further round would follow."))

    at = max(now(), state.at)
    data = {"reason": said}
    TASKS.add(state, REPEATING_STOPPED, actor=actor, occurred_at=at, data=data)
    event = TaskRepeatingStopped(**name_in(state.task), reason=said)
    tell(state, event, actor=actor, people=[state.issuer], occurred_at=at)
    return state


@door
def end_series(*, actor: Person | None, task_ids: Collection[UUID], reason: str) -> int:
    """End the rounds of these tasks, as when their plan ends; return how many that were.

    Later rounds that are open are withdrawn, and none follows. Of the tasks named, which
    are each the first round, the caller disposes. Raises what ``advance_task`` raises.
    """
    mine = Q(task__in=task_ids) | Q(task__series__in=task_ids)
    is_open = Q(task__series__isnull=False) & ~Q(status__in=[*DONE, *OVER])
    rows = TaskState.objects.filter(mine).filter(Q(repeat_at__isnull=False) | is_open)
    found = list(rows.order_by("pk").values_list("task_id", "task__series_id", "status"))
    for task, series, status in found:
        if series is not None and status not in DONE | OVER:
            advance_task(actor=actor, task_id=task, verb=Verb.CANCEL, reason=reason)
        else:
            stop_repeating(actor=actor, task_id=task, reason=reason)
    return len(found)


def _following(due: datetime, minutes: int, at: datetime) -> datetime:
    """Return the first time after ``at`` in steps of ``minutes`` from ``due``."""
    step = timedelta(minutes=minutes)
    return due + step * ((at - due) // step + 1)


def _assignee(state: TaskState) -> Assignee | None:
    try:
        return assignee_of(state.assignee_kind, state.assignee_id)  # type: ignore[arg-type]
    except NotThere:
        return None


def _miss(state: TaskState, following: datetime, actor: Person | None, at: datetime) -> None:
    data = {"repeat_at": following.isoformat()}
    TASKS.add(state, ROUND_MISSED, actor=actor, occurred_at=max(at, state.at), data=data)
    event = TaskRoundMissed(
        **name_in(state.task), assignee=state.assignee_label, turn=state.task.turn + 1
    )
    tell(state, event, actor=actor, people=[state.issuer, *liaisons_of(state)])


def _issue_next(
    state: TaskState,
    assignee: Assignee,
    following: datetime,
    actor: Person | None,
    at: datetime,
) -> None:
    last = state.task
    numbers = Numbers(last.incident)
    task = _round_of(state, numbers.give(), at)
    numbers.keep()
    fresh = write_draft(task, assignee, actor=actor, at=at)
    room = last.incident.room_id
    journal.append(
        TaskCreated(**name_in(task)),
        room=room,
        actor=actor,
        changed=drafted(fresh),
        occurred_at=at,
    )
    TASKS.add(
        state,
        ROUND_MADE,
        actor=actor,
        occurred_at=max(at, state.at),
        data={"task": str(task.pk)},
    )
    data: dict[str, str | None] = {**as_data(assignee), "repeat_at": following.isoformat()}
    people = order(fresh, Verb.ISSUE, data, assignee, actor=actor, occurred_at=at)
    journal.append(
        issued(fresh, assignee, people),
        room=room,
        actor=actor,
        changed=changed(state, fresh),
        occurred_at=at,
    )


def _round_of(state: TaskState, number: str, at: datetime) -> Task:
    """Return the next round, of the same words; it has as much time as the last had."""
    last = state.task
    time = state.due_at - state.issued_at if state.due_at and state.issued_at else None
    return Task(
        incident=last.incident,
        number=number,
        title=last.title,
        title_en=last.title_en,
        detail=last.detail,
        kind=last.kind,
        region_id=last.region_id,
        due_at=at + time if time else None,
        plan_step=last.plan_step,
        basis=last.basis,
        place=last.place,
        point=last.point,
        checklist=last.checklist,
        needs=last.needs,
        repeat_minutes=last.repeat_minutes,
        check_in_minutes=last.check_in_minutes,
        parent_id=last.parent_id,
        series_id=last.series_id or last.pk,
        turn=last.turn + 1,
        created_by=state.issuer,
        created_at=at,
    )
