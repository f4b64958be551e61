"""Moving a task through its life."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.events import Event
from command.core.models import Person
from command.tasking.actions.heard import heard_by
from command.tasking.actions.issue import order
from command.tasking.actions.ladder import MARKS, Handed
from command.tasking.actions.telling import tell
from command.tasking.events import MOVED, TaskRefused, TaskTaken
from command.tasking.folds import TASKS
from command.tasking.lifecycle import NEEDS_REASON, OUT, Status, Verb, status_after
from command.tasking.models import REASON_LENGTH, TaskState
from command.tasking.rights import require_step
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.lists import locked
from command.tasking.selectors.people import assignee_of, told_of
from incidents.rights import require_open

# What whoever gave the order hears at once in the inbox, and what whoever carries it out does.
TO_ISSUER = frozenset({Verb.BLOCK, Verb.REJECT, Verb.SUSPEND, Verb.COMPLETE})
TO_PEOPLE = frozenset({Verb.SUSPEND, Verb.CANCEL, Verb.RETURN})
WHOLE = 100


@door
def advance_task(
    *,
    actor: Person | None,
    task_id: UUID,
    verb: str,
    reason: str = "",
    progress: int | None = None,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Move a task one step along its life.

    ``progress`` is in per cent and belongs to a report. Obstacles, returns,
    rejections, suspensions and cancellations give a reason. Resuming is an order
    again: it is delivered and to be acknowledged anew. Of several people to whom the order
    was given, each climbs the ladder alone: the first moves the task, the others their own
    order, and a refusal is theirs alone as long as somebody is left.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    step = _verb(verb)
    state = locked(task_id)
    require_step(actor, state, step)
    before, handed = Status(state.status), Handed(state)
    alone = handed.is_one_of_many(actor, step)
    after = before if alone else status_after(before, step)
    _judge(step, reason, progress)

    reason = reason.strip()
    at = occurred_at or max(now(), state.at)
    if alone:
        handed.mark(step, reason, actor, at)
        _record(state, step, _part(state, step, reason), actor=actor, occurred_at=at)
        return state
    if step == Verb.RESUME:
        require_open(state.task.incident.state)
        assignee = assignee_of(state.assignee_kind, state.assignee_id)  # type: ignore[arg-type]
        order(state, step, {}, assignee, actor=actor, occurred_at=at)
    else:
        data: dict[str, str | int] = {"status": str(after), "reason": reason}
        if progress is not None:
            data["progress"] = progress
        if after in OUT and (next_check_in := heard_by(state, occurred_at)):
            data["next_check_in"] = next_check_in
        TASKS.add(state, step, actor=actor, occurred_at=at, data=data)
        handed.mark(step, reason, actor, at)
    event: Event = MOVED[step](
        **name_in(state.task),
        before=str(before),
        after=str(after),
        reason=reason,
        progress=state.progress,
    )
    _record(state, step, event, actor=actor, occurred_at=at)
    return state


def _verb(given: str) -> Verb:
    if given not in Verb.values or given == Verb.ISSUE:
        raise Invalid(_("A task does not know this verb."), verb=given)
    return Verb(given)


def _judge(verb: Verb, reason: str, progress: int | None) -> None:
    if verb in NEEDS_REASON and not reason.strip():
        raise Invalid(_("Say why."), verb=str(verb))
    if len(reason.strip()) > REASON_LENGTH:
        raise Invalid(_("The reason is too long."))
    if (verb == Verb.REPORT) != (progress is not None):
        raise Invalid(_("A report, and nothing else, says how many per cent are done."))
    if progress is not None and not 0 <= progress <= WHOLE:
        raise Invalid(_("Progress is between 0 and 100 per cent."))


def _part(state: TaskState, verb: Verb, reason: str) -> Event:
    """Return the fact that one of several people moved the order in their own hands."""
    if verb == Verb.REJECT:
        return TaskRefused(**name_in(state.task), reason=reason)
    return TaskTaken(**name_in(state.task), stage=str(MARKS[verb]))


def _record(
    state: TaskState,
    verb: Verb,
    event: Event,
    *,
    actor: Person | None,
    occurred_at: datetime,
) -> None:
    """Record the step in the incident's room, and in the inboxes of those it concerns."""
    people: list[Person | None] = [*told_of(state)] if verb in TO_PEOPLE else []
    if verb in TO_ISSUER:
        people.append(state.issuer)
    tell(state, event, actor=actor, people=people, occurred_at=occurred_at)
