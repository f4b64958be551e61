"""Laying an attachment of a task aside."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotThere
from command.core.models import Person
from command.tasking.actions.telling import both_sides, tell
from command.tasking.events import TaskAttachmentArchived
from command.tasking.folds import TASKS
from command.tasking.kinds import ATTACHMENT_ARCHIVED
from command.tasking.models import REASON_LENGTH, TaskState
from command.tasking.rights import require_either
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.lists import locked


@door
def archive_attachment(
    *, actor: Person | None, task_id: UUID, attachment_id: UUID, reason: str
) -> TaskState:
    """Say that an attachment of a task counts no longer, and why; nothing is removed.

    Those who ordered the task and those who carry it out may, also when it is over.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when it was
    laid aside before.
    """
    state = locked(task_id)
    require_either(actor, state, to=_("lay an attachment aside"))
    words = reason.strip()
    if not words or len(words) > REASON_LENGTH or "\x00" in words:
        raise Invalid(gettext_lazy("Say why, in up to 300 characters."), field="reason")
    wanted = str(attachment_id)
    found = next((each for each in state.attachments if each["id"] == wanted), None)
    if found is None:
        raise NotThere(gettext_lazy("The task has no such picture."))
    if found.get("archived"):
        raise BadTransition(gettext_lazy("This picture was laid aside before."))
    at = max(now(), state.at)
    told = {"by": actor.name if actor else "", "at": at.isoformat(), "reason": words}
    data = {"attachment": wanted, "archived": told}
    TASKS.add(state, ATTACHMENT_ARCHIVED, actor=actor, occurred_at=at, data=data)
    event = TaskAttachmentArchived(
        **name_in(state.task), attachment_id=wanted, name=found["name"], reason=words
    )
    tell(state, event, actor=actor, people=both_sides(state), occurred_at=at)
    return state
