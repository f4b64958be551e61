"""The version of a thing as a phone shows it: what an act on the phone relied upon."""

from datetime import datetime
from hashlib import sha256

from command.core.models import Person
from command.tasking.models import TaskState
from command.tasking.selectors import RecipientCard, TaskCard, in_hands_of


def of_card(card: TaskCard, own: RecipientCard | None) -> str:
    """Return the version of an order as it lies in somebody's hands."""
    due = datetime.fromisoformat(card.due_at) if card.due_at else None
    return _version(card.state, due, card.assignee_id, own)


def of_state(state: TaskState, person: Person) -> str:
    """Return the same of a row at hand. One query."""
    own = in_hands_of(person, [state.task_id]).get(state.task_id)
    assignee = str(state.assignee_id) if state.assignee_id else None
    return _version(str(state.status), state.due_at, assignee, own)


def _version(
    status: str, due_at: datetime | None, assignee: str | None, own: RecipientCard | None
) -> str:
    # Not in it: that the order was delivered, read or chased, and what was ticked. Nobody
    # on a phone relies upon that when taking the next step.
    mine = own and (
        own.queued_at,
        own.accepted_at,
        own.on_scene_at,
        own.done_at,
        own.refused_at,
    )
    relied_upon = (status, due_at and due_at.timestamp(), assignee, mine)
    return sha256(repr(relied_upon).encode()).hexdigest()[:16]
