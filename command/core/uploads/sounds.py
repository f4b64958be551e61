"""Voice notes: how a room enters them, and what it asks of a recording that arrives.

A note is a row that announced the SHA-256 of its recording. Whose it is and what follows from
its arrival is the room's business; what a recording must be is the same in all of them.
"""

import re
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core.errors import Conflict, Invalid
from command.core.models import MediaFile, OwnedModel, Person
from command.core.uploads import purposes

HASH: Final = re.compile(r"[0-9a-f]{64}")


def enter(
    name: str,
    notes: type[OwnedModel],
    *,
    may: Callable[[Person, UUID], object],
    take: Callable[[Person, UUID, MediaFile], None],
) -> None:
    """Let uploads take the voice notes that the rows of ``notes`` announced."""

    def world(note_id: UUID) -> UUID | None:
        rows = notes._default_manager.filter(pk=note_id)
        return rows.values_list("exercise", flat=True).first()

    purposes.enter(
        name,
        purposes.Purpose(
            may=may,
            take=take,
            kinds=purposes.SOUNDS,
            limit_bytes=settings.UPLOAD_LIMITS["voice"],
            world=world,
        ),
    )


def announced(sha256: str) -> str:
    """Return the hash under which a recording is announced. Raises ``Invalid``."""
    if not HASH.fullmatch(sha256):
        raise Invalid(_("The SHA-256 of the file has 64 hexadecimal digits."), field="voice")
    return sha256


def require_not_destroyed(purged: object) -> None:
    """Raise ``Invalid`` for a note that the law had destroyed: it does not come back."""
    if purged:
        raise Invalid(_("The voice note was destroyed as the law demands."), field="file")


def recording(media_id: UUID, *, sha256: str, held: UUID | None) -> MediaFile | None:
    """Return the recording for a note that waits for it; ``None`` when the note has it.

    Raises ``Invalid`` for what was not announced or is no sound, or ``Conflict``.
    """
    media = MediaFile.objects.filter(pk=media_id).first()
    if media is None or media.sha256 != sha256:
        raise Invalid(_("This is not the file that was announced."), field="sha256")
    if not media.content_type.startswith("audio/"):
        raise Invalid(_("This is not a voice note."), field="file")
    if held not in {None, media.pk}:
        raise Conflict(_("This voice note is here already."))
    return media if held is None else None
