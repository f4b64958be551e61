"""Check-ins: people who are out say that they are well, or somebody is told."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.times import clock, iso
from command.tasking.actions.heard import heard_by
from command.tasking.actions.telling import tell
from command.tasking.events import TaskCheckedIn, TaskCheckInMissed
from command.tasking.folds import TASKS
from command.tasking.kinds import CHECK_IN_MISSED, CHECKED_IN
from command.tasking.lifecycle import OUT
from command.tasking.models import REASON_LENGTH, TaskState
from command.tasking.rights import require_part
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.clocks import RUNGS
from command.tasking.selectors.limits import AGAIN, GRACE, limits_of
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import commanders_of, is_assignee, liaisons_of
from command.tasking.steps import time_of
from incidents.lifecycle import ENDED

MOST_PEOPLE = 10_000


@door
def check_in_team(
    *,
    actor: Person | None,
    task_id: UUID | None = None,
    team_id: UUID | None = None,
    note: str = "",
    headcount: int | None = None,
    occurred_at: datetime | None = None,
) -> int:
    """Say that the people of a task, or of all tasks of a team, are well; return of how many.

    They say it themselves, or a desk on their side that heard it on the radio.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when nobody waits
    to hear of them.
    """
    if (task_id is None) == (team_id is None):
        raise Invalid(gettext_lazy("Name a task or a team."), field="task_id")
    if len(note) > REASON_LENGTH:
        raise Invalid(gettext_lazy("The note is too long."), field="note")
    if headcount is not None and not 0 <= headcount <= MOST_PEOPLE:
        raise Invalid(gettext_lazy("This number of people cannot be."), field="headcount")
    heard = 0
    for key in [task_id] if task_id else _tasks_of(team_id):
        state = locked(key)
        require_part(actor, state, to=_("say that they are well"))
        if state.next_check_in is not None and not _heard_later(state, occurred_at):
            _check_in(state, actor, note.strip(), headcount, occurred_at)
            heard += 1
    if not heard:
        raise Conflict(gettext_lazy("Nobody waits to hear of them."))
    return heard


@door
def tell_check_in(*, actor: Person | None, task_id: UUID) -> bool:
    """Tell that people were not heard of in time; return whether it was so.

    The issuer and the liaisons of their city first, some minutes later the commanders
    too. Raises ``NotThere`` while somebody else holds the task.
    """
    state = locked(task_id, skip="locked")
    at = clock()
    over = state.task.incident.state.status in ENDED
    due = _due(state)
    if due is None or due > at or over:
        return False
    rung = state.check_in_rung + 1
    data = {"rung": rung}
    TASKS.add(state, CHECK_IN_MISSED, actor=actor, occurred_at=max(at, state.at), data=data)
    event = TaskCheckInMissed(
        **name_in(state.task),
        assignee=state.assignee_label,
        assignee_en=state.assignee_label_en,
        rung=rung,
        due_at=iso(state.next_check_in) if state.next_check_in else "",
        minutes=int((at - state.next_check_in).total_seconds() // 60)
        if state.next_check_in
        else 0,
    )
    people = [state.issuer, *liaisons_of(state)]
    people += commanders_of(state.task.incident) if rung == RUNGS else []
    tell(state, event, actor=actor, people=people)
    return True


def _tasks_of(team_id: UUID | None) -> list[UUID]:
    theirs = TaskState.objects.filter(
        assignee_kind=TaskState.AssigneeKind.TEAM,
        assignee_id=team_id,
        status__in=OUT,
        next_check_in__isnull=False,
    )
    return list(theirs.order_by("pk").values_list("task_id", flat=True))


def _check_in(
    state: TaskState,
    actor: Person | None,
    note: str,
    headcount: int | None,
    occurred_at: datetime | None,
) -> None:
    at = occurred_at or max(now(), state.at)
    heard = actor is not None and not is_assignee(actor, state)
    data = {
        "note": note,
        "headcount": headcount,
        "by_radio": heard,
        "next_check_in": heard_by(state, occurred_at),
    }
    TASKS.add(state, CHECKED_IN, actor=actor, occurred_at=at, data=data)
    event = TaskCheckedIn(
        **name_in(state.task),
        assignee=state.assignee_label,
        assignee_en=state.assignee_label_en,
        note=note,
        headcount=headcount,
        by_radio=heard,
    )
    tell(state, event, actor=actor, occurred_at=at)


def _heard_later(state: TaskState, at: datetime | None) -> bool:
    """Return whether they were heard of after ``at``: then its news is old."""
    until = time_of(heard_by(state, at)) if at else None
    return until is not None and until <= (state.next_check_in or until)


def _due(state: TaskState) -> datetime | None:
    """Return when the next rung is due; ``None`` when nobody waits or all were climbed."""
    if state.next_check_in is None or state.check_in_rung >= RUNGS:
        return None
    limits = limits_of(state.assignee_region)
    if state.check_in_rung == 0:
        return state.next_check_in + timedelta(seconds=limits.get(GRACE, 0))
    again = limits.get(AGAIN)
    told = state.check_in_told_at or state.next_check_in
    return told + timedelta(seconds=again) if again else None
