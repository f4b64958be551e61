"""The unfinished files on the disk: one file each, held by whoever writes it."""

import fcntl
import os
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core.uploads.refusals import Held


def folder() -> Path:
    """Return where the parts lie: on the disk of the kept files, so that keeping is a link."""
    return Path(settings.MEDIA_ROOT) / "parts"


def path_of(upload_id: UUID) -> Path:
    """Return where the part of an upload lies. The name is ours, never the sender's."""
    return folder() / str(upload_id)


def hold(upload_id: UUID) -> BinaryIO:
    """Open the part for writing, for oneself alone; the kernel lets go when a process dies.

    Raises ``Held`` while another request writes it, after telling that one of us.
    """
    folder().mkdir(parents=True, exist_ok=True)
    file = os.fdopen(os.open(path_of(upload_id), os.O_RDWR | os.O_CREAT, 0o600), "r+b", 0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        _wish(upload_id).touch()
        raise Held(_("Another connection is sending this upload. Try again.")) from None
    _wish(upload_id).unlink(missing_ok=True)
    return file


def is_wanted(upload_id: UUID) -> bool:
    """Return whether another request has asked for this part."""
    return _wish(upload_id).exists()


def discard(upload_id: UUID) -> None:
    """Take the part off the disk."""
    path_of(upload_id).unlink(missing_ok=True)
    _wish(upload_id).unlink(missing_ok=True)


def names() -> list[UUID]:
    """Return the uploads that have a part on the disk."""
    try:
        found = [entry.name for entry in os.scandir(folder()) if "." not in entry.name]
    except FileNotFoundError:
        return []
    return [UUID(name) for name in found]


def _wish(upload_id: UUID) -> Path:
    return folder() / f"{upload_id}.wanted"
