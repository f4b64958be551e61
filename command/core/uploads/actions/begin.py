"""Announcing a file."""

import re
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid, TooLarge
from command.core.models import Person
from command.core.times import clock
from command.core.uploads import purposes
from command.core.uploads.actions.receive import examine_soon
from command.core.uploads.models import Upload
from command.core.uploads.refusals import DiskFull, TooMany
from command.core.uploads.selectors import load_of

HASH = re.compile(r"[0-9a-f]{64}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
NAME = 120


@door
def begin_upload(
    *, actor: Person, purpose: str, subject: UUID, sha256: str, length: int, filename: str
) -> tuple[Upload, bool]:
    """Announce a file; return its upload and whether it is new.

    Announced again while the first is alive it is the same upload. Raises ``Invalid``,
    ``TooLarge``, what the purpose refuses, ``Conflict`` for another length of the same
    content, ``TooMany`` beyond the person's quota, or ``DiskFull``.
    """
    meant = purposes.of(purpose)
    if not HASH.fullmatch(sha256):
        raise Invalid(_("The SHA-256 of the file has 64 hexadecimal digits."), field="sha256")
    if length < 1:
        raise Invalid(_("The file is empty."), field="length")
    if length > meant.limit_bytes:
        raise TooLarge(_("The file is too large."), limit_bytes=meant.limit_bytes)
    meant.may(actor, subject)
    same = Upload.objects.filter(
        person=actor, purpose=purpose, subject=subject, sha256=sha256, state__in=Upload.ALIVE
    )
    there = same.first()
    if there is None:
        _judge(actor, length)
        at = clock()
        upload = Upload(
            person=actor,
            purpose=purpose,
            subject=subject,
            sha256=sha256,
            filename=shown(filename),
            length=length,
            begun_at=at,
            touched_at=at,
            expires_at=at + timedelta(hours=settings.UPLOAD_HOURS),
        )
        try:
            # A savepoint: the same phone may announce it twice at this moment.
            with transaction.atomic():
                upload.save(force_insert=True)
        except IntegrityError:
            there = same.get()
        else:
            return upload, True
    if there.length != length:
        raise Conflict(_("The same content was announced with another length."))
    if there.state == Upload.State.EXAMINING:
        examine_soon(there.pk)
    return there, False


def _judge(actor: Person, length: int) -> None:
    load = load_of(actor)
    if load.uploads >= settings.UPLOAD_OPEN:
        raise TooMany(_("Too many files are on their way. Let some arrive first."))
    if load.open_bytes + length > settings.UPLOAD_OPEN_BYTES:
        raise TooMany(_("Too much is on its way. Let some files arrive first."))
    if load.day_bytes + length > settings.UPLOAD_DAY_BYTES:
        raise TooMany(_("You have sent as much as one day allows."))
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(root).free - length < settings.UPLOAD_FREE_BYTES:
        raise DiskFull(_("The server has no room for this file now. Try again later."))


def shown(filename: str) -> str:
    """Return what may be shown of a sender's file name: no folders, nothing unseen."""
    last = re.split(r"[/\\]", UNSEEN.sub("", filename))[-1].strip(" .")
    return last[:NAME]
