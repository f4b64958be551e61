"""Ending uploads: by their senders, and by the clock."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.core.times import clock
from command.core.uploads import parts
from command.core.uploads.models import Upload
from command.core.uploads.refusals import Ended, Held
from command.core.uploads.selectors import expired, leftovers, own

AT_ONCE = 200


@door
def end_upload(*, actor: Person, upload_id: UUID) -> Upload:
    """Give up one's own upload. Raises ``NotThere``, ``Ended``, ``Held``, or ``Conflict``.

    What is kept already belongs to what it was sent for.
    """
    own(upload_id, actor)
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state == Upload.State.GONE:
        raise Ended(_("This upload has been ended."))
    if upload.state in {Upload.State.EXAMINING, Upload.State.KEPT}:
        raise Conflict(_("The file has arrived and can no longer be taken back."))
    _give_up(upload)
    return upload


@door
def sweep_uploads(*, actor: Person | None) -> int:
    """Give up what was not gone on with, and forget what is long over; return how many."""
    at, done = clock(), 0
    rows = expired(at).select_for_update(skip_locked=True)[:AT_ONCE]
    for upload in rows:
        try:
            _give_up(upload)
        except Held:
            continue  # Its sender is back.
        done += 1
    over = [Upload.State.KEPT, Upload.State.REFUSED, Upload.State.GONE]
    long_ago = at - timedelta(days=settings.UPLOAD_REMEMBER_DAYS)
    Upload.objects.filter(state__in=over, touched_at__lt=long_ago).delete()
    for name in leftovers():
        parts.discard(name)
    return done


def _give_up(upload: Upload) -> None:
    # Held, so that nobody writes into it while it goes.
    with parts.hold(upload.pk):
        upload.state, upload.touched_at = Upload.State.GONE, clock()
        upload.save(update_fields=["state", "touched_at"])
        transaction.on_commit(lambda: parts.discard(upload.pk), robust=True)
