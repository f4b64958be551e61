"""Opening what strangers wrote: never here, always in a process that can do nothing else."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import boxes
from command.core.errors import Refusal, TooLarge, WrongKind

MOST_PIXELS: Final = 50_000_000
MOST_SAID: Final = 64 * 1024
PREVIEW_BYTES: Final = 8 * 1024 * 1024
COVER_SIDE: Final = 2560  # pixels; a release is not for measuring
Cover = tuple[float, float, float, float]

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


class NotExamined(Refusal):
    """The file could not be looked into now."""

    status = 503
    code = "not_examined"


def look(
    path: Path, sizes: Mapping[str, int], *, images_only: bool = False
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what a file is, and small pictures of it. Raises what ``refusal_of`` returns."""
    with path.open("rb") as file:
        return _asked(file.fileno(), images_only=images_only, sizes=dict(sizes))


def look_at(
    content: bytes, sizes: Mapping[str, int], *, also: Sequence[str] = ()
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what a picture in memory is, or a file of the families ``also``; as ``look``."""
    file = os.memfd_create("content")
    try:
        with open(file, "wb", closefd=False) as out:
            out.write(content)
        small = {"sizes": dict(sizes), "cpu_s": settings.SANDBOX_SMALL_S}
        return _asked(file, images_only=True, also=list(also), **small)
    finally:
        os.close(file)


def covered(path: Path, covers: Sequence[Cover]) -> bytes:
    """Return a JPEG of a picture with opaque rectangles, in which nothing can be won back.

    ``covers`` are shares of width and height: left, top, right, bottom. Raises
    ``FileNotFoundError``, or what ``refusal_of`` returns.
    """
    with path.open("rb") as file:
        _said, made = _asked(file.fileno(), images_only=True, covers=list(covers))
    return made["covered"]


def _asked(file: int, **given: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    try:
        answer = boxes.ask(file, {**_limits(), **given})
    except boxes.TooSlow:
        raise WrongKind(WHY["time"]) from None
    head, ends, rest = answer.partition(b"\n")
    if not ends or len(head) > MOST_SAID:
        # Killed by a limit, or by the kernel for what it tried.
        raise WrongKind(WHY["broken"])
    said = json.loads(head)
    if said.get("refused"):
        raise refusal_of(str(said["refused"]))
    made, at = {}, 0
    for name, size in said["previews"].items():
        made[str(name)] = rest[at : at + size]
        at += size
    return said, made


def _limits() -> dict[str, Any]:
    """Return what a locked process may use, and what it lets through."""
    return {
        "memory": settings.SANDBOX_MEMORY,
        "cpu_s": settings.SANDBOX_CPU_S,
        "wall_s": settings.SANDBOX_WALL_S,
        "out_bytes": 2 * PREVIEW_BYTES + MOST_SAID,
        "strict": settings.SANDBOX_STRICT,
        "sizes": {},
        "covers": None,
        "cover_side": COVER_SIDE,
        "images_only": False,
        "also": [],
        "image_pixels": MOST_PIXELS,
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
