"""Recording a fact about a task where it is heard: in the room, and in inboxes."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.errors import Invalid
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking.models import REASON_LENGTH, TaskState
from command.tasking.selectors.cards import changed
from command.tasking.selectors.people import told_of


def tell(
    state: TaskState,
    event: Event,
    *,
    actor: Person | None,
    people: Iterable[Person | None] = (),
    occurred_at: datetime | None = None,
) -> None:
    """Record the fact in the incident's room and in the inboxes of these people.

    Whoever did it is not told of it.
    """
    exercise = state.task.exercise_id
    inboxes = {inbox_room(person.pk, exercise) for person in people if person is not None}
    if actor is not None:
        inboxes.discard(actor.room)
    room = state.task.incident.room_id
    journal.hold(room, *inboxes)
    views = changed(state)
    for each in [room, *sorted(inboxes)]:
        journal.append(
            event,
            room=each,
            actor=actor,
            changed=views,
            occurred_at=occurred_at or max(now(), state.at),
        )


def both_sides(state: TaskState) -> list[Person | None]:
    """Return who holds an order and who gave it; of a draft nobody is told."""
    return [*told_of(state), state.issuer] if state.issued_at else []


def why(reason: str) -> str:
    """Return a reason without blanks around it. Raises ``Invalid`` when nothing is left."""
    reason = reason.strip()
    if not reason:
        raise Invalid(_("Say why."), field="reason")
    if len(reason) > REASON_LENGTH:
        raise Invalid(_("The reason is too long."), field="reason")
    return reason
