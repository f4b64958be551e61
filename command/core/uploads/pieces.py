"""One piece of an upload while it comes in: written, checked, made safe."""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid, TooLarge
from command.core.models import Person
from command.core.uploads import parts
from command.core.uploads.actions import fall_back, receive_piece
from command.core.uploads.models import Upload
from command.core.uploads.refusals import Garbled

ALGORITHMS = ("sha1", "sha256")


@dataclass(slots=True)
class Checksum:
    """What the sender says a piece hashes to."""

    running: Any
    digest: bytes

    @classmethod
    def of(cls, header: str | None) -> "Checksum | None":
        """Read ``Upload-Checksum``. Raises ``Invalid``."""
        if header is None:
            return None
        name, _space, encoded = header.strip().partition(" ")
        try:
            digest = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            digest = b""
        if name not in ALGORITHMS or not digest:
            raise Invalid(_("This checksum cannot be read."), algorithms=list(ALGORITHMS))
        return cls(hashlib.new(name, usedforsecurity=False), digest)


class Piece:
    """A hold on the part of an upload, and the bytes of one request on their way into it.

    Not for several threads at once. ``close`` it whatever happens.
    """

    def __init__(self, person: Person, upload: Upload, checksum: Checksum | None) -> None:
        """Open the part at the acknowledged offset, dropping what came after it."""
        self.person, self.upload, self.checksum = person, upload, checksum
        self.file: BinaryIO = parts.hold(upload.pk)
        try:
            upload.refresh_from_db()
            self.at = self.safe = upload.offset
            there = os.fstat(self.file.fileno()).st_size
            if there < self.safe:
                # The disk was put back to an older state: go on from what it has.
                self.upload = fall_back(actor=person, upload_id=upload.pk, offset=there)
                self.at = self.safe = there
            self.file.truncate(self.safe)
            self.file.seek(self.safe)
        except BaseException:
            self.close()
            raise

    @property
    def is_wanted(self) -> bool:
        """Whether the sender has come back on another connection."""
        return parts.is_wanted(self.upload.pk)

    def write(self, data: bytes) -> None:
        """Write bytes behind those before. Raises ``TooLarge`` beyond the announced length."""
        if self.at + len(data) > self.upload.length:
            raise TooLarge(_("More was sent than was announced."))
        view = memoryview(data)
        while view:
            view = view[self.file.write(view) :]
        self.at += len(data)
        if self.checksum is not None:
            self.checksum.running.update(data)

    @property
    def is_due(self) -> bool:
        """Whether so much has come that it should be acknowledged before the end."""
        return not self.checksum and self.at - self.safe >= settings.UPLOAD_CHECKPOINT

    def acknowledge(self) -> None:
        """Acknowledge what is there: first the disk, then the row."""
        os.fsync(self.file.fileno())
        self.upload.expires_at = receive_piece(
            actor=self.person, upload_id=self.upload.pk, offset=self.at
        )
        self.safe = self.upload.offset = self.at

    def finish(self) -> int:
        """Acknowledge the whole piece; return the new offset. Raises ``Garbled``."""
        if self.checksum and self.checksum.running.digest() != self.checksum.digest:
            raise Garbled(_("The piece was damaged on its way. Send it again."))
        self.acknowledge()
        return self.at

    def rescue(self) -> None:
        """Acknowledge what came before the line broke, unless only the whole can be checked."""
        if self.checksum is None and self.at > self.safe:
            self.acknowledge()

    def close(self) -> None:
        """Let go of the part."""
        self.file.close()
