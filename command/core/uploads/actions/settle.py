"""Saying what becomes of a file that has arrived whole."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from command.core import authority, tongues
from command.core.actions import store_file
from command.core.doors import door
from command.core.errors import Refusal
from command.core.media import Seen
from command.core.models import Person
from command.core.times import clock
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
    _end(upload, Upload.State.KEPT, ("", ""), scanned)
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
def turn_away(*, actor: Person, purpose: str, subject: UUID, refusal: Refusal) -> None:
    """Tell whoever waits for a file that it was refused before it was sent.

    Raises what the purpose refuses for somebody who may not send it.
    """
    meant = purposes.of(purpose)
    meant.may(actor, subject)
    meant.refused(actor, subject, _said(refusal))


@door
def put_off_upload(*, actor: Person, upload_id: UUID, why: Refusal | None) -> Upload:
    """Look into a file later, and later each time: something it takes does not answer."""
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state == Upload.State.EXAMINING:
        upload.tries = min(upload.tries + 1, 1000)
        wait = min(LONGEST_WAIT_S, 10 * 2 ** min(upload.tries, 6))
        upload.due_at = clock() + timedelta(seconds=wait)
        upload.reason, upload.reason_en = _said(why) if why else ("", "")
        upload.save(update_fields=["tries", "due_at", "reason", "reason_en"])
    return upload


def _refuse(upload: Upload, refusal: Refusal, scanned: str) -> Upload:
    said = _said(refusal)
    _end(upload, Upload.State.REFUSED, said, scanned)
    purpose = purposes.of(upload.purpose)
    purpose.refused(upload.person, upload.subject, said)
    transaction.on_commit(lambda: parts.discard(upload.pk), robust=True)
    return upload


def _end(upload: Upload, state: str, reason: tuple[str, str], scanned: str) -> None:
    upload.state, upload.scanned = Upload.State(state), scanned[:120]
    upload.reason, upload.reason_en = reason
    upload.due_at, upload.touched_at = None, clock()
    told = ["state", "reason", "reason_en", "scanned", "due_at", "touched_at"]
    upload.save(update_fields=told)


def _said(refusal: Refusal) -> tuple[str, str]:
    return tongues.both(lambda: str(refusal.message)[:REASON])
