"""Saying what becomes of a file that has arrived whole."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import override

from command.core import authority
from command.core.actions import store_file
from command.core.doors import door
from command.core.errors import Refusal
from command.core.media import Seen
from command.core.models import Person
from command.core.uploads import parts, purposes
from command.core.uploads.models import Upload

REASON = 300
LONGEST_WAIT_S = 600


@door
def keep_upload(*, actor: Person, upload_id: UUID, seen: Seen, scanned: str) -> Upload:
    """Keep a file that was examined and hand it to what it was sent for.

    What its purpose refuses now is refused. Knocked at twice it does it once.
    """
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state != Upload.State.EXAMINING:
        return upload
    purpose = purposes.of(upload.purpose)
    try:
        with transaction.atomic(), authority.in_exercise(purpose.world(upload.subject)):
            store_file(
                actor=actor,
                path=parts.path_of(upload.pk),
                seen=seen,
                use=lambda kept: purpose.take(actor, upload.subject, kept),
            )
    except Refusal as refusal:
        return _refuse(upload, refusal, scanned)
    upload.state, upload.reason, upload.scanned = Upload.State.KEPT, "", scanned[:120]
    upload.due_at, upload.touched_at = None, now()
    upload.save(update_fields=["state", "reason", "scanned", "due_at", "touched_at"])
    transaction.on_commit(lambda: parts.discard(upload.pk), robust=True)
    return upload


@door
def refuse_upload(
    *, actor: Person, upload_id: UUID, refusal: Refusal, scanned: str = ""
) -> Upload:
    """Refuse a file that was examined, and take it off the disk."""
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state != Upload.State.EXAMINING:
        return upload
    return _refuse(upload, refusal, scanned)


@door
def put_off_upload(*, actor: Person, upload_id: UUID, why: Refusal | None) -> Upload:
    """Look into a file later, and later each time: something it takes does not answer."""
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state == Upload.State.EXAMINING:
        upload.tries = min(upload.tries + 1, 1000)
        wait = min(LONGEST_WAIT_S, 10 * 2 ** min(upload.tries, 6))
        upload.due_at = now() + timedelta(seconds=wait)
        upload.reason = _said(upload, why) if why else ""
        upload.save(update_fields=["tries", "due_at", "reason"])
    return upload


def _refuse(upload: Upload, refusal: Refusal, scanned: str) -> Upload:
    upload.state, upload.reason = Upload.State.REFUSED, _said(upload, refusal)
    upload.scanned, upload.due_at, upload.touched_at = scanned[:120], None, now()
    upload.save(update_fields=["state", "reason", "scanned", "due_at", "touched_at"])
    transaction.on_commit(lambda: parts.discard(upload.pk), robust=True)
    return upload


def _said(upload: Upload, refusal: Refusal) -> str:
    with override(upload.person.language):
        return str(refusal.message)[:REASON]
