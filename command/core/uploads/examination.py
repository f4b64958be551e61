"""Looking into a whole file: its hash, the scanner, then the locked process that opens it."""

import hashlib
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import media, scanning
from command.core.errors import Refusal, TooLarge, WrongKind
from command.core.media import Seen

BOX = Path(__file__).parent / "sandbox" / "box.py"
MOST_SAID = 64 * 1024
PREVIEW_BYTES = 8 * 1024 * 1024
logger = logging.getLogger(__name__)

WHY: Mapping[str, Promise] = {
    "kind": _("Files of this kind are not taken."),
    "broken": _("The file is damaged or not whole."),
    "codec": _("The video or sound is coded in a way that is not taken."),
    "pixels": _("The picture has too many pixels."),
    "duration": _("The video or sound is too long."),
    "empty": _("There is neither picture nor sound in the file."),
    "memory": _("The file unpacks to too much."),
    "time": _("Looking into the file took too long."),
    "disguised": _("The file carries another one inside."),
}


class OtherContent(Refusal):
    """What arrived is not what was announced."""

    status = 422
    code = "other_content"


class NotExamined(Refusal):
    """The file could not be looked into now."""

    status = 503
    code = "not_examined"


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
    said, previews = look(path)
    if said["content_type"] not in kinds:
        raise WrongKind(WHY["kind"], accepted=sorted(kinds))
    seen = Seen(
        sha256=found,
        size=path.stat().st_size,
        content_type=said["content_type"],
        width=said.get("width"),
        height=said.get("height"),
        duration_ms=said.get("duration_ms"),
        claimed=claims(said.get("claimed", {})),
    )
    return Examined(seen, scanned, previews, tuple(said["locks"]))


def look(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Let the locked process open a file; return what it said, and the previews it made."""
    with path.open("rb") as file, tempfile.TemporaryFile() as out:
        command = [sys.executable, "-I", "-B", str(BOX), json.dumps(limits())]
        try:
            done = subprocess.run(  # noqa: S603  our own program
                command,
                stdin=file,
                stdout=out,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=settings.SANDBOX_WALL_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise WrongKind(WHY["time"]) from None
        out.seek(0)
        head = out.readline(MOST_SAID)
        if not head.endswith(b"\n"):
            # Killed by a limit, or by the kernel for what it tried.
            logger.warning("the sandbox ended with %s", done.returncode)
            raise WrongKind(WHY["broken"])
        said = json.loads(head)
        if said.get("refused"):
            raise refusal_of(str(said["refused"]))
        sizes = {name: int(said["previews"].get(name, 0)) for name in media.PREVIEWS}
        order = [name for name in said["previews"] if name in sizes]
        return said, {name: out.read(min(sizes[name], PREVIEW_BYTES)) for name in order}


def limits() -> dict[str, Any]:
    """Return what the locked process may use, and what it lets through."""
    return {
        "memory": settings.SANDBOX_MEMORY,
        "cpu_s": settings.SANDBOX_CPU_S,
        "out_bytes": 2 * PREVIEW_BYTES + MOST_SAID,
        "strict": settings.SANDBOX_STRICT,
        "sizes": dict(media.PREVIEWS),
        "image_pixels": media.MOST_PIXELS,
        "film_pixels": settings.FILM_PIXELS,
        "film_ms": settings.FILM_MINUTES * 60_000,
    }


def refusal_of(word: str) -> Refusal:
    """Return what the word of the locked process means to a person."""
    if word == "unlocked":
        return NotExamined(_("The server cannot look into files safely. Its keeper knows why."))
    if word in {"pixels", "duration", "memory"}:
        return TooLarge(WHY[word])
    return WrongKind(WHY.get(word, WHY["broken"]))


def claims(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a device claims, in the house's form; what makes no sense is left out.

    A time without an offset is the device's own: taken for the time of the region.
    """
    kept: dict[str, Any] = {
        name: said[name] for name in ("lat", "lon", "accuracy_m", "bearing_deg") if name in said
    }
    if "device" in said:
        kept["device"] = str(said["device"])[:80]
    for name in ("taken_at", "gps_at"):
        try:
            at = datetime.fromisoformat(str(said.get(name, "")))
        except ValueError:
            continue
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
        kept[name] = at.isoformat()
    return kept or None
