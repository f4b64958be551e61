"""Files by their content: what is accepted, where it lies, and who may see it."""

import io
import os
import struct
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image

from command.core.errors import TooLarge, WrongKind
from command.core.models import Person

# Which apps say yes: callables (sha256, person) → bool, entered by the apps that use files.
Seer = Callable[[str, Person], bool]
SEERS: list[Seer] = []

# Phones write MPO (a JPEG with further pictures after the first); it is served as JPEG.
KINDS: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}
OPENED: Final = ("JPEG", "PNG", "WEBP")
# Longest side of each preview, in pixels.
PREVIEWS: Final = {"small": 480, "large": 1600}
MOST_PIXELS: Final = 50_000_000
# What Pillow raises over content that is not what it seems.
BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the content of a file says about itself.

    ``claimed`` is what the device wrote into it about time and place: a claim, not a fact.
    """

    sha256: str
    size: int
    content_type: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    claimed: dict[str, Any] | None = None


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


def examine(content: bytes) -> Seen:
    """Return what ``content`` is, by looking at all of it.

    Raises ``TooLarge`` or ``WrongKind``: for anything but a whole JPEG, PNG or WebP.
    """
    if len(content) > settings.MEDIA_LIMIT:
        raise TooLarge(_("The file is too large."), limit_bytes=settings.MEDIA_LIMIT)
    try:
        kind, width, height = _decode(content)
    except BROKEN:
        raise WrongKind(
            _("This is not a whole picture of a kind that is accepted."),
            accepted=sorted(set(KINDS.values())),
        ) from None
    return Seen(
        sha256=sha256(content).hexdigest(),
        size=len(content),
        content_type=KINDS[kind],
        width=width,
        height=height,
    )


def _decode(content: bytes) -> tuple[str, int, int]:
    with Image.open(io.BytesIO(content), formats=OPENED) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise TooLarge(_("The picture has too many pixels."), limit_pixels=MOST_PIXELS)
        kind = str(image.format)
        # A JPEG is decoded at an eighth: the whole file is read, little memory is used.
        image.draft(None, (max(1, width // 8), max(1, height // 8)))
        # Decoding finds what is cut short; the header alone would not.
        image.load()
    return kind, width, height


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
