"""Covering faces and plates: a new file, in which nothing can be won back."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

Cover = tuple[float, float, float, float]
GREY = (40, 44, 48)
SIDE = 2560  # pixels; a release is not for measuring
QUALITY = 86


def covered(place: Path, covers: Sequence[Cover]) -> bytes:
    """Return a JPEG of a picture with opaque rectangles, without any of its EXIF.

    ``covers`` are shares of width and height: left, top, right, bottom.
    """
    with Image.open(place, formats=("JPEG", "PNG", "WEBP")) as opened:
        opened.draft("RGB", (SIDE, SIDE))
        turned = ImageOps.exif_transpose(opened).convert("RGB")
    turned.thumbnail((SIDE, SIDE))
    pen = ImageDraw.Draw(turned)
    width, height = turned.size
    for left, top, right, bottom in covers:
        pen.rectangle((left * width, top * height, right * width, bottom * height), fill=GREY)
    # Only the pixels go on: what else the file held (EXIF, a thumbnail) is left behind.
    bare = Image.new("RGB", turned.size)
    bare.paste(turned)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
