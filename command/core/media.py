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
from typing import Final

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
class Picture:
    """What the content of a picture says about itself."""

    sha256: str
    size: int
    content_type: str
    width: int
    height: int


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


def examine(content: bytes) -> Picture:
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
    return Picture(
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
    if place.exists():
        return place
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
    return place


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
