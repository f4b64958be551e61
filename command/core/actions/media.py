"""Keeping files."""

from collections.abc import Callable
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from command.core import authority, media, scanning
from command.core.doors import door
from command.core.models import MediaFile, Person


@door
def store_media(
    *, actor: Person | None, content: bytes, seen: media.Seen | None = None
) -> MediaFile:
    """Keep a picture as it came; the same content again is the same row.

    The bytes are on the disk before the row is. Whoever may act may store: what
    the picture is *for* is judged by the door that uses it. ``seen`` is what was found in
    it, if it was looked into before. Raises ``TooLarge``, ``WrongKind``, or what the
    scanner refuses.
    """
    seen = seen or media.examine(content)
    scanning.check_bytes(content)
    _hold(seen.sha256)
    media.keep(content, seen.sha256)
    return _row(seen)


@door
def store_file(
    *,
    actor: Person | None,
    path: Path,
    seen: media.Seen,
    use: Callable[[MediaFile], None],
) -> MediaFile:
    """Keep a file of any size that has been examined, without reading it; as ``store_media``.

    ``path`` lies on the disk of the kept files and is not written any more. ``use`` says what
    it is for; what that refuses is not kept, and its refusal passes through.
    """
    _hold(seen.sha256)
    is_new = media.adopt(path, seen.sha256)
    try:
        with transaction.atomic():
            file = _row(seen)
            use(file)
    except BaseException:
        if is_new and not MediaFile.objects.filter(sha256=seen.sha256).exists():
            media.destroy(seen.sha256)
        raise
    return file


def _hold(sha256: str) -> None:
    """Let nobody else store or drop this content until the transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def _row(seen: media.Seen) -> MediaFile:
    mine = MediaFile.objects.filter(
        sha256=seen.sha256, origin=authority.current(), exercise=authority.exercise()
    )
    there = mine.first()
    if there is not None:
        return there
    file = MediaFile(
        sha256=seen.sha256,
        size=seen.size,
        content_type=seen.content_type,
        width=seen.width,
        height=seen.height,
        duration_ms=seen.duration_ms,
        claimed=seen.claimed,
    )
    try:
        # A savepoint: somebody else may store the same content at this moment.
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    return file
