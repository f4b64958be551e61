"""Files by their content: what is accepted, where it lies, and who may see it."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core import opening
from command.core.errors import Refusal, TooLarge
from command.core.models import Person

# Which apps say yes: callables (sha256, person) → bool, entered by the apps that use files.
Seer = Callable[[str, Person], bool]
SEERS: list[Seer] = []

# Longest side of each preview, in pixels.
PREVIEWS: Final = {"small": 480, "large": 1600}
WORD: Final = 1 << 64


@dataclass(frozen=True, slots=True)
class Seen:
    """What the content of a file says about itself.

    ``claimed`` is what the device wrote into it about time and place: a claim, not a fact.
    ``shades`` is what a picture shows, in 64 bits as a signed number; alike pictures differ
    in few of them.
    """

    sha256: str
    size: int
    content_type: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    claimed: dict[str, Any] | None = None
    shades: int | None = None


def enter_seer(seer: Seer) -> None:
    """Let an app say who may see the files it uses; entering twice is once."""
    if seer not in SEERS:
        SEERS.append(seer)


def may_see(person: Person, sha256_hex: str) -> bool:
    """Return whether some app shows this file to this person."""
    return any(seer(sha256_hex, person) for seer in SEERS)


def path_of(sha256_hex: str) -> Path:
    """Return where the bytes lie."""
    return Path(settings.MEDIA_ROOT) / sha256_hex[:2] / sha256_hex[2:4] / sha256_hex


def preview_path(sha256_hex: str, size: str) -> Path:
    """Return where a preview made from a file lies; it can be made again at any time."""
    root = Path(settings.MEDIA_ROOT) / "previews"
    return root / sha256_hex[:2] / sha256_hex[2:4] / f"{sha256_hex}.{size}.webp"


def preview_url(sha256_hex: str, size: str) -> str:
    """Return the address of the preview of a file, or of the poster of a video.

    ``size`` is ``small`` (480 pixels) or ``large`` (1600).
    """
    return f"/media/{sha256_hex}/{size}/"


def examine(content: bytes, *, also: Sequence[str] = ()) -> Seen:
    """Return what ``content`` is, by looking at all of it.

    Raises ``TooLarge`` or ``WrongKind``: for anything but a whole JPEG, PNG or WebP, and
    whole files of the families ``also``: ``pdf``.
    """
    return look_into(content, {}, also=also)[0]


def look_into(
    content: bytes, sizes: Mapping[str, int], *, also: Sequence[str] = ()
) -> tuple[Seen, dict[str, bytes]]:
    """Return what a picture is, and smaller ones made from it; as ``examine``."""
    if len(content) > settings.MEDIA_LIMIT:
        raise TooLarge(_("The file is too large."), limit_bytes=settings.MEDIA_LIMIT)
    said, made = opening.look_at(content, sizes, also=also)
    return seen_in(said, sha256(content).hexdigest(), len(content)), made


def seen_in(said: Mapping[str, Any], sha256_hex: str, size: int) -> Seen:
    """Return what the process that opened a file found, in the house's form."""
    shades = said.get("shades")
    return Seen(
        sha256=sha256_hex,
        size=size,
        content_type=said["content_type"],
        width=said.get("width"),
        height=said.get("height"),
        duration_ms=said.get("duration_ms"),
        claimed=_claims(said.get("claimed", {})),
        shades=shades - WORD if shades is not None and shades >= WORD >> 1 else shades,
    )


def shades_of(sha256_hex: str) -> int | None:
    """Return what a kept picture shows; nothing for what is not here or cannot be read."""
    try:
        said, _made = opening.look(path_of(sha256_hex), {}, images_only=True)
    except (FileNotFoundError, Refusal):
        return None
    return seen_in(said, sha256_hex, 0).shades


def _claims(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a device claims; what makes no sense is left out.

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


def keep(content: bytes, sha256_hex: str) -> Path:
    """Write the bytes to their place, whole or not at all; return the place.

    The same content again changes nothing.
    """
    place = path_of(sha256_hex)
    if not place.exists():
        write_whole(place, content)
    return place


def keep_preview(sha256_hex: str, size: str, content: bytes) -> None:
    """Write a preview to its place, over an older one."""
    write_whole(preview_path(sha256_hex, size), content)


def write_whole(place: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, and safe when this returns."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(place.parent)


def adopt(path: Path, sha256_hex: str) -> bool:
    """Give a whole file on the same disk its place, without copying it; say whether it is new.

    Done again it changes nothing, also when ``path`` has gone since.
    """
    place = path_of(sha256_hex)
    if place.exists():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(0o440)
    try:
        place.hardlink_to(path)
    except FileExistsError:
        return False
    _sync(place.parent)
    return True


def destroy(sha256_hex: str) -> None:
    """Take a file and all that was made from it off the disk, for good."""
    for place in (path_of(sha256_hex), *(preview_path(sha256_hex, s) for s in PREVIEWS)):
        place.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
