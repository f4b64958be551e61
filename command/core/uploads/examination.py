"""Looking into a whole file: its hash, the scanner, then the locked process that opens it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from command.core import media, opening, scanning
from command.core.errors import Refusal, WrongKind
from command.core.media import Seen


class OtherContent(Refusal):
    """What arrived is not what was announced."""

    status = 422
    code = "other_content"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: the file, what the scanner said, its previews, and what locks held."""

    seen: Seen
    scanned: str
    previews: Mapping[str, bytes]
    locks: tuple[str, ...]


def examine(path: Path, *, claimed_sha256: str, kinds: frozenset[str]) -> Examined:
    """Look into a file that has arrived.

    Raises ``OtherContent``, ``Infected``, ``WrongKind``, ``TooLarge``: the file is refused.
    ``ScannerSilent`` and ``NotExamined``: it is looked into later.
    """
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != claimed_sha256:
            raise OtherContent(_("What arrived is not what was announced. Send it again."))
        file.seek(0)
        scanned = scanning.check(file)
    said, previews = opening.look(path, media.PREVIEWS)
    if said["content_type"] not in kinds:
        raise WrongKind(opening.WHY["kind"], accepted=sorted(kinds))
    seen = media.seen_in(said, found, path.stat().st_size)
    return Examined(seen, scanned, previews, tuple(said["locks"]))
