"""What plans do when a task is done."""

from uuid import UUID

from command.core.models import Entry, Room
from plans import selectors
from plans.actions import issue_step
from plans.activation.actions.deliver import take_pages


def issue_followers(entry: Entry) -> None:
    """Issue the steps that waited for the task, for promptness; the clock finds them too."""
    if entry.room.kind != Room.Kind.INCIDENT:
        return  # The copy in an inbox tells the same fact again.
    for step_id in selectors.followers_of(UUID(entry.payload["task_id"])):
        issue_step(actor=None, step_id=step_id, occurred_at=entry.occurred_at)


def issue_conditional(entry: Entry) -> None:
    """Issue the steps whose condition this fact may have met; the clock finds them too."""
    if entry.room.kind != Room.Kind.INCIDENT:
        return
    for step_id in selectors.conditional_steps(entry.room_id):
        issue_step(actor=None, step_id=step_id, occurred_at=entry.occurred_at)


def count_receipts(entry: Entry) -> None:
    """Mark the notices whose pages have arrived, or have not."""
    pages = [
        UUID(ref.removeprefix("page.")) for ref in entry.changed if ref.startswith("page.")
    ]
    take_pages(actor=None, outcome=entry.kind.removeprefix("page."), pages=pages)
