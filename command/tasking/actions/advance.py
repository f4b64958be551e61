"""Moving a task through its life."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking.actions.issue import order
from command.tasking.events import MOVED, OfMove
from command.tasking.folds import RECEIPTS, TASKS
from command.tasking.lifecycle import NEEDS_REASON, Status, Verb, status_after
from command.tasking.models import REASON_LENGTH, ReceiptState, TaskState
from command.tasking.rights import require_step
from command.tasking.selectors.cards import changed, last_orders, name_in
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
    again: it is delivered and to be acknowledged anew.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    step = _verb(verb)
    state = locked(task_id)
    require_step(actor, state, step)
    before = Status(state.status)
    after = status_after(before, step)
    _judge(step, reason, progress)

    at = occurred_at or max(now(), state.at)
    if step == Verb.RESUME:
        require_open(state.task.incident.state)
        assignee = assignee_of(state.assignee_kind, state.assignee_id)  # type: ignore[arg-type]
        order(state, step, {}, assignee, actor=actor, occurred_at=at)
    else:
        data: dict[str, str | int] = {"status": str(after), "reason": reason.strip()}
        if progress is not None:
            data["progress"] = progress
        TASKS.add(state, step, actor=actor, occurred_at=at, data=data)
    if step == Verb.ACKNOWLEDGE and actor is not None:
        _accept(state, actor, at)
    event: OfMove = MOVED[step](
        **name_in(state.task),
        before=str(before),
        after=str(after),
        reason=reason.strip(),
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


def _accept(state: TaskState, actor: Person, at: datetime) -> None:
    """Mark that the order was accepted by this person, if it was handed to them."""
    mine = ReceiptState.objects.select_for_update(of=("self",)).filter(
        receipt__task=state.task,
        receipt__person=actor,
        receipt__step=last_orders("receipt__task"),
    )
    receipt = mine.select_related("receipt").first()
    if receipt is not None:
        RECEIPTS.add(receipt, ReceiptState.Stage.ACCEPTED, actor=actor, occurred_at=at)


def _record(
    state: TaskState,
    verb: Verb,
    event: OfMove,
    *,
    actor: Person | None,
    occurred_at: datetime,
) -> None:
    """Record the step in the incident's room, and in the inboxes of those it concerns."""
    inboxes: set[str] = set()
    exercise = state.task.exercise_id
    if verb in TO_PEOPLE:
        inboxes |= {inbox_room(person.pk, exercise) for person in told_of(state)}
    if verb in TO_ISSUER and state.issuer is not None:
        inboxes.add(inbox_room(state.issuer.pk, exercise))
    if actor is not None:
        inboxes.discard(actor.room)
    room = state.task.incident.room_id
    journal.hold(room, *inboxes)
    views = changed(state)
    for each in [room, *sorted(inboxes)]:
        journal.append(
            event,  # type: ignore[arg-type]
            room=each,
            actor=actor,
            changed=views,
            occurred_at=occurred_at,
        )
