"""Destroying the files that imports were made from; what they wrote stays in the register."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, media
from command.core.doors import door
from command.core.models import MediaFile, Person
from command.core.policies import require
from resources.importing.actions.confirm import locked
from resources.importing.actions.telling import tell_file_destroyed
from resources.importing.models import ImportRun, RunStatus


@door
def destroy_import_file(*, actor: Person | None, run_id: UUID) -> bool:
    """Take the file of an import off the disk, whose time is over; return whether it was.

    The system does it. The lines are in the register, and what they did in the changes of the
    run; the row of the file stays with its digest. Nothing is done while it is being written.
    """
    require(actor, (), to=_("destroy a file"))
    run = locked(run_id)
    if run.file_gone_at is not None or run.status == RunStatus.RUNNING:
        return False
    with authority.acting_as(run.origin):
        run.file_gone_at = now()
        run.save(update_fields=["file_gone_at"])
        tell_file_destroyed(run)
    if not _is_kept_elsewhere(run):
        # What is destroyed on the disk cannot be rolled back: only when all else has held.
        transaction.on_commit(lambda: media.destroy(run.file.sha256), robust=True)
    return True


def _is_kept_elsewhere(run: ImportRun) -> bool:
    """Return whether anything else still needs the same bytes."""
    same = MediaFile.objects.filter(sha256=run.file.sha256)
    runs = ImportRun.objects.filter(file__in=same, file_gone_at=None).exclude(pk=run.pk)
    others = [
        relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": same})
        for relation in MediaFile._meta.related_objects
        if relation.related_model is not ImportRun
    ]
    return any(rows.exists() for rows in (runs, *others))
