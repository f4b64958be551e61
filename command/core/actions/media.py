"""Keeping files."""

from django.db import IntegrityError, transaction

from command.core import authority, media
from command.core.doors import door
from command.core.models import MediaFile, Person


@door
def store_media(*, actor: Person | None, content: bytes) -> MediaFile:
    """Keep a picture as it came; the same content again is the same row.

    The bytes are on the disk before the row is. Whoever may act may store: what
    the picture is *for* is judged by the door that uses it. Raises ``TooLarge``
    or ``WrongKind``.
    """
    picture = media.examine(content)
    mine = MediaFile.objects.filter(
        sha256=picture.sha256, origin=authority.current(), exercise=authority.exercise()
    )
    media.keep(content, picture.sha256)
    there = mine.first()
    if there is not None:
        return there
    file = MediaFile(
        sha256=picture.sha256,
        size=picture.size,
        content_type=picture.content_type,
        width=picture.width,
        height=picture.height,
    )
    try:
        # A savepoint: somebody else may store the same content at this moment.
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    return file
