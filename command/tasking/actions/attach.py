"""What is put to a task: pictures and documents, and needs stated to the register."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority
from command.core.actions import store_media
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.media import examine
from command.core.models import MediaFile, Person
from command.core.uploads.purposes import IMAGES, PAPERS
from command.tasking.actions.telling import both_sides, tell
from command.tasking.events import TaskAttached, TaskNeedsStated
from command.tasking.folds import TASKS
from command.tasking.kinds import ATTACHED, NEED_STATED
from command.tasking.lifecycle import ENDED
from command.tasking.models import Task, TaskAttachment, TaskState
from command.tasking.rights import require_either, require_orders
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.lists import locked
from resources.actions import state_need

NAME_LENGTH = 120
MOST = 20
KINDS = IMAGES | PAPERS


@door
def attach_to_task(
    *,
    actor: Person | None,
    task_id: UUID,
    name: str,
    content: bytes | None = None,
    media_id: UUID | None = None,
) -> TaskAttachment:
    """Put a picture or a PDF to a task: its bytes, or a file that was stored before.

    Those who ordered it and those who carry it out may. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid``, ``TooLarge``, ``WrongKind``, or ``Conflict`` when the
    task is over, full, or has this file.
    """
    state = locked(task_id)
    require_either(actor, state, to=gettext_lazy("attach a file"))
    said = name.strip()
    if not said or len(said) > NAME_LENGTH:
        raise Invalid(gettext_lazy("A name has 1 to 120 characters."), field="name")
    if (content is None) == (media_id is None):
        raise Invalid(gettext_lazy("Give a file or name a stored one."), field="file")
    if state.status in ENDED or len(state.attachments) >= MOST:
        raise Conflict(gettext_lazy("The task is over, or has enough attachments."))
    media = _media(actor, state.task, content, media_id)

    at = max(now(), state.at)
    attachment = TaskAttachment(
        task=state.task, media=media, name=said, attached_by=actor, attached_at=at
    )
    attachment.save(force_insert=True)
    told = {
        "id": str(attachment.pk),
        "sha256": media.sha256,
        "name": said,
        "content_type": media.content_type,
        "size": media.size,
        "url": f"/media/{media.sha256}",
        "by": actor.name if actor else "",
        "at": at.isoformat(),
    }
    TASKS.add(state, ATTACHED, actor=actor, occurred_at=at, data={"attachment": told})
    event = TaskAttached(
        **name_in(state.task),
        attachment_id=str(attachment.pk),
        sha256=media.sha256,
        name=said,
    )
    tell(state, event, actor=actor, people=both_sides(state), occurred_at=at)
    return attachment


@door
def state_task_needs(
    *, actor: Person | None, task_id: UUID, occurred_at: datetime | None = None
) -> TaskState:
    """State what a task needs to the register of resources, each need once.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when nothing is left to state.
    """
    state = locked(task_id)
    require_orders(actor, state, to=_("state a need"))
    task = state.task
    open_needs = [
        (position, need)
        for position, need in enumerate(task.needs)
        if str(position) not in state.stated
    ]
    if not open_needs or state.status in ENDED:
        raise Conflict(gettext_lazy("Nothing is left to state."))
    at = occurred_at or max(now(), state.at)
    for position, need in open_needs:
        row = state_need(
            actor=actor,
            incident_id=task.incident_id,
            what=need["what"],
            quantity=need["quantity"],
            place=task.place,
            point=(task.point.y, task.point.x) if task.point else None,
            needed_by=state.due_at,
            remark=f"{task.number} {task.title}"[:200],
            occurred_at=occurred_at,
        )
        told = {"position": position, "need": str(row.pk), "number": row.number}
        TASKS.add(state, NEED_STATED, actor=actor, occurred_at=at, data=told)
    said = ", ".join(f"{need['name']} {need['quantity']}" for _at, need in open_needs)
    tell(state, TaskNeedsStated(**name_in(task), needs=said), actor=actor, occurred_at=at)
    return state


def _media(
    actor: Person | None, task: Task, content: bytes | None, media_id: UUID | None
) -> MediaFile:
    media: MediaFile | None = None
    if content is not None:
        with authority.in_exercise(task.exercise_id):
            seen = examine(content, also=["pdf"])
            media = store_media(actor=actor, content=content, seen=seen)
    elif media_id is not None:
        # A file of another authority is seen through its own thing, or not at all.
        mine = MediaFile.objects.filter(origin=authority.current())
        media = mine.filter(pk=media_id).first()
    if media is None:
        raise Invalid(gettext_lazy("There is no such file."), field="media_id")
    if media.exercise_id not in {None, task.exercise_id}:
        raise Conflict(gettext_lazy("What belongs to an exercise stays in that exercise."))
    if media.content_type not in KINDS:
        raise Invalid(gettext_lazy("A task takes pictures and PDF."), field="media_id")
    if TaskAttachment.objects.filter(task=task, media__sha256=media.sha256).exists():
        raise Conflict(gettext_lazy("The task has this file already."))
    return media
