"""Chasing: telling people that an order is not acknowledged, or late.

Rows are claimed in batches that other workers pass over, and the database's clock says
what is due: any number of workers climb each rung once, whatever their own clocks say.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.events import Event, Fact
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking import ladder
from command.tasking.events import TaskEscalated, TaskOverdue, TaskPaged
from command.tasking.folds import ESCALATED, OVERDUE_TOLD, TASKS
from command.tasking.models import TaskState
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.due import claim_to_chase, claim_untold
from command.tasking.selectors.people import commanders_of, liaisons_of, silent_of

Ladders = dict[tuple[str, str], list[ladder.Rung]]
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Told:
    """One task, the fact about it, and who hears it in the inbox beside the room."""

    state: TaskState
    event: Event
    people: set[UUID] = field(default_factory=set)


@door
def climb_rungs(*, actor: Person | None, limit: int = 50, task_id: UUID | None = None) -> int:
    """Climb one rung for each of up to ``limit`` orders that are silent too long.

    Of one task only, if given. Return how many rungs that were. A rung whose channel is not
    set up is climbed as well: its turn is over, and the next fact in the room says so.
    """
    ladders: Ladders = {}
    climbed, told = 0, []
    for state in claim_to_chase(limit, task_id):
        try:
            with transaction.atomic():
                one = _climb(state, actor, ladders)
        except Exception:  # one bad row must not stop those behind it
            logger.exception("task %s cannot be chased", state.task_id)
            continue
        climbed += 1
        if one is not None:
            told.append(one)
    _tell(told, actor)
    return climbed


@door
def tell_overdue(*, actor: Person | None, limit: int = 50, task_id: UUID | None = None) -> int:
    """Tell once of up to ``limit`` tasks that they have passed their time; return how many."""
    states = claim_untold(limit, task_id)
    at = now()
    told = []
    for state in states:
        TASKS.add(state, OVERDUE_TOLD, actor=actor, occurred_at=max(at, state.at))
        event = TaskOverdue(
            **name_in(state.task),
            assignee=state.assignee_label,
            due_at=state.due_at.isoformat() if state.due_at else "",
        )
        told.append(Told(state, event, _issuer(state)))
    _tell(told, actor)
    return len(told)


def _climb(state: TaskState, actor: Person | None, ladders: Ladders) -> Told | None:
    of = (state.task.origin, state.task.kind)
    if of not in ladders:
        ladders[of] = ladder.rungs_of(*of)
    rungs = ladders[of]
    rung, due = ladder.after(rungs, state.rung), state.chase_at
    if rung is None or due is None:
        # The ladder was shortened meanwhile: nobody is waited for any more.
        _record(state, actor, state.rung, None)
        return None
    by_people = rung.channel in ladder.HUMAN
    told = _to_people(state, rung, rungs) if by_people else _call(state, rung)
    _record(state, actor, rung.number, ladder.next_due(due, rungs, rung), rung.channel)
    return told


def _record(
    state: TaskState,
    actor: Person | None,
    number: int,
    due: datetime | None,
    channel: str = "",
) -> None:
    TASKS.add(
        state,
        ESCALATED,
        actor=actor,
        occurred_at=max(now(), state.at),
        data={
            "rung": number,
            "chase_at": due.isoformat() if due else None,
            "channel": channel,
        },
    )


def _call(state: TaskState, rung: ladder.Rung) -> Told | None:
    """Call the silent recipients over a channel; nothing is told when it is not set up."""
    caller = ladder.CALLERS.get(rung.channel)
    if caller is None or not caller.is_set_up():
        return None
    people = silent_of(state)
    event = TaskPaged(
        **name_in(state.task),
        rung=rung.number,
        channel=rung.channel,
        people=caller.call(state, people),
        names=[person.name for person in people][:20],
    )
    return Told(state, event)


def _to_people(state: TaskState, rung: ladder.Rung, rungs: Sequence[ladder.Rung]) -> Told:
    people = _issuer(state)
    if rung.channel == ladder.COMMANDER:
        people |= {person.pk for person in commanders_of(state.task.incident)}
    else:
        people |= {person.pk for person in liaisons_of(state)}
    before = [one.channel for one in rungs if one.number <= rung.number]
    event = TaskEscalated(
        **name_in(state.task),
        assignee=state.assignee_label,
        rung=rung.number,
        minutes=int(rung.after.total_seconds() // 60),
        channel=rung.channel,
        people=len(people),
        skipped=[name for name in before if name not in ladder.HUMAN and not _is_set_up(name)],
    )
    return Told(state, event, people)


def _is_set_up(channel: str) -> bool:
    caller = ladder.CALLERS.get(channel)
    return caller is not None and caller.is_set_up()


def _issuer(state: TaskState) -> set[UUID]:
    return {state.issuer_id} if state.issuer_id else set()


def _tell(told: Sequence[Told], actor: Person | None) -> None:
    """Record each fact in its incident's room and in the inboxes of who must act on it."""
    if not told:
        return
    by_room: defaultdict[str, list[Fact]] = defaultdict(list)
    for one in told:
        rooms = {inbox_room(key, one.state.task.exercise_id) for key in one.people}
        for room in {one.state.task.incident.room_id, *rooms}:
            by_room[room].append(Fact(one.event, {}, max(now(), one.state.at)))
    journal.hold(*by_room)
    # Seen while the rooms are held: an earlier view could overwrite a newer one.
    views = changed(*(one.state for one in told))
    for room, facts in sorted(by_room.items()):
        seen = [Fact(fact.event, _view(fact.event, views), fact.occurred_at) for fact in facts]
        journal.append_all(seen, room=room, actor=actor)


def _view(event: Event, views: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    key = f"task.{event.payload()['task_id']}"
    return {key: views[key]}
