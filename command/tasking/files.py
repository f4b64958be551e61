"""Files for a task that come in pieces: who may send them, who takes them."""

from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from command.core.errors import NotThere
from command.core.models import MediaFile, Person
from command.core.uploads.models import Upload
from command.core.uploads.purposes import Purpose, enter
from command.tasking.actions import attach_to_task
from command.tasking.actions.attach import KINDS
from command.tasking.models import Task, TaskState
from command.tasking.rights import may_see, require_either

PURPOSE = "attachment"


def may(person: Person, task_id: UUID) -> None:
    """Raise ``NotThere`` or ``NotPermitted`` unless the person may put files to the task."""
    state = TaskState.objects.select_related("task__incident").filter(task=task_id).first()
    if state is None or not may_see(person, state):
        raise NotThere(gettext_lazy("No such task, or not visible to you."))
    require_either(person, state, to=gettext_lazy("attach a file"))


def take(person: Person, task_id: UUID, media: MediaFile) -> None:
    """Put the file that has arrived to its task, named as its sender's file or by the time."""
    came = Upload.objects.filter(
        person=person, purpose=PURPOSE, subject=task_id, sha256=media.sha256
    )
    told = came.order_by("-begun_at").values_list("filename", flat=True).first()
    with override(person.language):
        name = PurePath(told or "").stem or _("Picture of %(time)s") % {
            "time": f"{timezone.localtime():%m-%d %H:%M}"
        }
    attach_to_task(actor=person, task_id=task_id, name=name, media_id=media.pk)


def world(task_id: UUID) -> UUID | None:
    """Return the exercise that a task belongs to."""
    return Task.objects.filter(pk=task_id).values_list("exercise", flat=True).first()


def enter_purpose() -> None:
    """Let pictures and documents of tasks be sent in pieces."""
    enter(
        PURPOSE,
        Purpose(
            may=may,
            take=take,
            kinds=KINDS,
            limit_bytes=settings.UPLOAD_LIMITS[PURPOSE],
            world=world,
        ),
    )
