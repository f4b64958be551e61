"""What an image shows, in 64 bits: nearly the same images differ in few of them."""

import itertools
from typing import BinaryIO, Final

from PIL import Image, ImageOps

from command.core.media import BROKEN, OPENED

ACROSS, DOWN = 9, 8
WORD: Final = 1 << 64
# A sky at night or a sheet of one colour has no differences to speak of: nothing is alike
# because of them.
TELLING: Final = range(6, 59)


def fingerprint(file: BinaryIO) -> int | None:
    """Return the difference hash of a picture as a signed 64-bit number.

    Each bit says whether a point is brighter than its right neighbour, on a grid of 9 by 8.
    Nothing for what cannot be read, and for what shows too little to compare.
    """
    try:
        with Image.open(file, formats=OPENED) as opened:
            opened.draft("L", (ACROSS * 16, DOWN * 16))
            turned = ImageOps.exif_transpose(opened)
            small = turned.convert("L").resize((ACROSS, DOWN), Image.Resampling.BOX)
    except BROKEN:
        return None
    shades = list(small.tobytes())
    bits = 0
    for row in range(DOWN):
        line = shades[row * ACROSS : (row + 1) * ACROSS]
        for left, right in itertools.pairwise(line):
            bits = bits << 1 | (left > right)
    if bits.bit_count() not in TELLING:
        return None
    return bits - WORD if bits >= WORD >> 1 else bits
