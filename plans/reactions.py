"""What plans do when a task is done."""

from uuid import UUID

from command.core.models import Entry, Room
from plans import selectors
from plans.actions import issue_step


def issue_followers(entry: Entry) -> None:
    """Issue the steps that waited for the task, for promptness; the clock finds them too."""
    if entry.room.kind != Room.Kind.INCIDENT:
        return  # The copy in an inbox tells the same fact again.
    for step_id in selectors.followers_of(UUID(entry.payload["task_id"])):
        issue_step(actor=None, step_id=step_id, occurred_at=entry.occurred_at)
