"""What a lens and the weather do to a drawn scene, so that a wall of them can be looked at."""

from random import Random
from typing import Any, Final

import numpy as np
from PIL import Image, ImageFilter, ImageOps

GRAIN: Final = 5.0  # of 255
CLOUDS: Final = (9, 14)  # fields of light and shade, down and across
COLD: Final = np.array([0.97, 1.0, 1.045])  # a winter morning: less red, more blue


def weathered(scene: Image.Image, chance: Random) -> Image.Image:
    """Return a scene as somebody at another place with a phone would have taken it.

    Another frame, soft edges, uneven light, haze towards the top, dark corners and grain.
    The same ``chance`` gives the same picture.
    """
    framed = _framed(scene, chance).filter(ImageFilter.GaussianBlur(1.1))
    pixels = np.asarray(framed, dtype=np.float32)
    height, width = pixels.shape[:2]
    # Not for secrets: the same picture must come out each time.
    made = np.random.default_rng(chance.getrandbits(32))
    lit = pixels * _light(made, width, height)[..., None] * COLD
    down = np.linspace(1.0, 0.0, height)[:, None, None]
    hazy = lit * (1 - 0.28 * down) + np.array([206.0, 216.0, 226.0]) * 0.28 * down
    across = np.linspace(-1.0, 1.0, width)[None, :] ** 2
    corners = 1 - 0.2 * (across + np.linspace(-1.0, 1.0, height)[:, None] ** 2) ** 1.5 / 2
    grain = made.normal(0.0, GRAIN, (height, width, 1))
    shown = np.clip(hazy * corners[..., None] + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(shown, "RGB")


def _framed(scene: Image.Image, chance: Random) -> Image.Image:
    width, height = scene.size
    share = chance.uniform(0.86, 1.0)
    left = chance.uniform(0, 1 - share) * width
    top = chance.uniform(0, 1 - share) * height
    box = (int(left), int(top), int(left + share * width), int(top + share * height))
    framed = scene.resize(scene.size, Image.Resampling.BICUBIC, box=box)
    return ImageOps.mirror(framed) if chance.random() < 0.5 else framed


def _light(made: np.random.Generator, width: int, height: int) -> Any:
    coarse = made.normal(0.0, 1.0, CLOUDS)
    levels = np.clip(128 + 40 * coarse, 0, 255).astype(np.uint8)
    fields = Image.fromarray(levels, "L").resize((width, height), Image.Resampling.BICUBIC)
    return 0.86 + 0.28 * np.asarray(fields, dtype=np.float32) / 255
