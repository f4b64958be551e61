"""Acknowledging what has come in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from command.core.doors import door
from command.core.models import Person
from command.core.uploads.models import Upload
from command.core.uploads.refusals import Ended, Misplaced
from command.core.uploads.selectors import own

EXAMINE = "command.core.uploads.tasks.examine_one"
# Looked at, judged, written and told in one statement, by the database's clock: it is asked
# for every piece.
RECEIVE = """
UPDATE uploads_upload
SET "offset" = %(offset)s, touched_at = clock.at,
    expires_at = clock.at + %(hours)s * interval '1 hour',
    state = CASE WHEN length = %(offset)s THEN 'examining' ELSE state END,
    due_at = CASE WHEN length = %(offset)s THEN clock.at ELSE due_at END
FROM (SELECT clock_timestamp() AS at) AS clock
WHERE id = %(id)s AND person_id = %(person)s AND state = 'receiving'
  AND "offset" <= %(offset)s AND length >= %(offset)s
RETURNING expires_at, state
"""


@door
def receive_piece(*, actor: Person, upload_id: UUID, offset: int) -> datetime:
    """Note that the file is on the disk up to ``offset``; the last byte lets it be examined.

    For whoever holds the part. Returns until when it may go on. Raises ``NotThere``,
    ``Ended``, or ``Misplaced``.
    """
    given: dict[str, Any] = {"id": upload_id, "person": actor.pk, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, given | {"hours": settings.UPLOAD_HOURS})
        received: tuple[datetime, str] | None = cursor.fetchone()
    if received is not None:
        until, state = received
        if state == Upload.State.EXAMINING:
            examine_soon(upload_id)
        return until
    if own(upload_id, actor).state == Upload.State.GONE:
        raise Ended(_("This upload has been ended."))
    raise Misplaced(_("The piece does not begin where the last one ended."))


@door
def fall_back(*, actor: Person, upload_id: UUID, offset: int) -> Upload:
    """Note that less of the file is on the disk than was acknowledged: the sender goes back.

    For whoever holds the part. Raises ``NotThere``.
    """
    own(upload_id, actor)
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.state == Upload.State.RECEIVING and offset < upload.offset:
        upload.offset = offset
        upload.save(update_fields=["offset"])
    return upload


def examine_soon(upload_id: UUID) -> None:
    """Ask a worker to look into the file, after commit; the beat finds it as well."""
    transaction.on_commit(lambda: knock(EXAMINE, str(upload_id)), robust=True)


def knock(task: str, *words: str) -> None:
    """Hand a task to the broker without waiting for one that is down."""
    current_app.send_task(task, args=words, retry=False, ignore_result=True)
