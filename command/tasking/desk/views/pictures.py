"""Pictures and documents of a task: putting them to it, and laying them aside.

A script sends them in pieces through the room of uploads; without one the form brings the file.
"""

from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core.errors import Invalid, NotThere, TooLarge
from command.tasking.actions import archive_attachment, attach_to_task
from command.tasking.actions.attach import KINDS, NAME_LENGTH
from command.tasking.desk.answers import WAYS, answer, once
from command.tasking.desk.frame import frame, person_of
from command.tasking.desk.selectors.one import line_of
from command.tasking.files import PURPOSE


@require_http_methods(WAYS)
@never_cache
def pictures(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Ask for files; take one that comes with the form."""
    person = person_of(request)
    line = line_of(task_id, person)
    back = reverse("task", args=[task_id])
    if request.method == "POST":
        name, content = _sent(request)
        attach_to_task(actor=person, task_id=task_id, name=name, content=content)
        return answer(request, back)
    context = {
        "line": line,
        "back": back,
        "url": reverse("task-pictures", args=[task_id]),
        "uploads": reverse("uploads"),
        "purpose": PURPOSE,
        "accept": ",".join(sorted(KINDS)),
        "done": _("The file is with the task."),
    }
    return _form(request, "tasks/_pictures.html", context)


@require_http_methods(WAYS)
@never_cache
def archive(request: HttpRequest, task_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Ask why an attachment counts no longer; lay it aside."""
    person = person_of(request)
    line = line_of(task_id, person)
    back = reverse("task", args=[task_id])
    if request.method == "POST":
        reason = request.POST.get("reason", "")

        def run() -> str:
            archive_attachment(
                actor=person, task_id=task_id, attachment_id=attachment_id, reason=reason
            )
            return str(task_id)

        once(request, person, f"archive {attachment_id}", {"reason": reason}, run)
        return answer(request, back)
    known = {each["id"]: each for each in line.card.attachments}
    found = known.get(str(attachment_id))
    if found is None:
        raise NotThere(_("The task has no such attachment."))
    context = {
        "line": line,
        "back": back,
        "one": found,
        "url": reverse("task-picture-archive", args=[task_id, attachment_id]),
        "done": _("Laid aside, with your reason."),
    }
    return _form(request, "tasks/_archive.html", context)


def _form(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, template, context)
    whole = context | frame(person_of(request), "") | {"form_template": template}
    return render(request, "tasks/form.html", whole)


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if file is None or file.size is None:
        raise Invalid(_("Choose a picture or a PDF."), field="file")
    if file.size > settings.MEDIA_LIMIT:
        raise TooLarge(_("The file is too large."), limit_bytes=settings.MEDIA_LIMIT)
    name = request.POST.get("name", "").strip() or PurePath(file.name or "").stem
    return name[:NAME_LENGTH], file.read()
