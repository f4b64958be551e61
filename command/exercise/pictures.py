"""The pictures of an exercise: drawn, captioned, and stamped so that none passes for real."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from command.exercise.scenario import Picture, offset, spoken
from command.exercise.weather import weathered

Canvas = ImageDraw.ImageDraw
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

FONT_ROOTS: Final = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts")
FONT_FILES: Final = (
    "NotoSansCJK-Bold*",
    "NotoSansCJK*",
    "wqy-*",
    "SourceHanSans*",
    "NotoSerifCJK*",
)
SKY, LAND, DIKE = "#9fb4c4", "#8a7f66", "#6e5f45"
WATER, ICE, FLOOD = "#4c6b7d", "#e4edf2", "#6d7d6e"


def drawn(picture: Picture) -> bytes:
    """Return the picture as JPEG; the same words give the same bytes."""
    image = Image.new("RGB", picture.size, SKY)
    canvas = ImageDraw.Draw(image)
    # Not for secrets: the same picture must come out each time.
    chance = Random(picture.caption)  # noqa: S311
    SCENES[picture.scene](canvas, *picture.size, chance)
    image = weathered(image, chance)
    _stamp(ImageDraw.Draw(image), picture)
    kept = BytesIO()
    image.save(kept, "JPEG", quality=82)
    return kept.getvalue()


def _stamp(canvas: Canvas, picture: Picture) -> None:
    width, height = picture.size
    canvas.rectangle((0, height - 62, width, height), fill="#101820")
    has_chinese = _font_file() is not None
    caption = picture.caption if has_chinese else picture.scene.upper()
    source = f"{spoken(offset(picture.at))}  ·  {picture.source if has_chinese else ''}"
    canvas.text((14, height - 56), caption, fill="#ffffff", font=_font(24))
    canvas.text((14, height - 26), source, fill="#c8d2da", font=_font(17))
    mark = "演练 EXERCISE" if has_chinese else "EXERCISE"
    canvas.rectangle((12, 12, 190, 50), fill="#b3261e")
    canvas.text((22, 16), mark, fill="#ffffff", font=_font(22))


@cache
def _font_file() -> Path | None:
    for pattern in FONT_FILES:
        for root in FONT_ROOTS:
            if root.exists() and (found := sorted(root.rglob(pattern))):
                return found[0]
    return None


@cache
def _font(size: int) -> Font:
    file = _font_file()
    if file is None:
        return ImageFont.load_default(size)
    return ImageFont.truetype(str(file), size)


def _floes(canvas: Canvas, box: tuple[int, int, int, int], count: int, chance: Random) -> None:
    left, top, right, bottom = box
    for _ in range(count):
        x, y = chance.randint(left, right), chance.randint(top, bottom)
        reach = chance.randint(8, 34)
        corners = [
            (x + chance.randint(-reach, reach), y + chance.randint(-reach // 2, reach // 2))
            for _ in range(5)
        ]
        canvas.polygon(corners, fill=ICE, outline="#b9c9d3")


def _river(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, height * 0.35, width, height), fill=LAND)
    banks = [
        (0, height * 0.5),
        (width, height * 0.42),
        (width, height * 0.75),
        (0, height * 0.86),
    ]
    canvas.polygon(banks, fill=WATER)
    _floes(canvas, (0, int(height * 0.5), width, int(height * 0.74)), 150, chance)


def _jam(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    _river(canvas, width, height, chance)
    _floes(
        canvas,
        (int(width * 0.3), int(height * 0.42), int(width * 0.7), int(height * 0.8)),
        420,
        chance,
    )
    canvas.rectangle((width * 0.72, height * 0.3, width * 0.75, height * 0.78), fill="#55606a")
    canvas.rectangle((0, height * 0.3, width, height * 0.34), fill="#77828c")


def _gauge(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    _river(canvas, width, height, chance)
    left, right = width * 0.46, width * 0.54
    canvas.rectangle((left, height * 0.1, right, height * 0.86), fill="#f5f5f0")
    for mark in range(16):
        y = height * (0.12 + 0.045 * mark)
        canvas.rectangle(
            (left, y, left + (right - left) * (0.8 if mark % 5 == 0 else 0.4), y + 6),
            fill="#1c3f8f" if mark % 2 else "#b3261e",
        )


def _dike(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, height * 0.6, width, height), fill=LAND)
    canvas.polygon(
        [(0, height * 0.62), (width * 0.35, height * 0.3), (width * 0.6, height * 0.3),
         (width, height * 0.66)],
        fill=DIKE,
    )  # fmt: skip
    canvas.rectangle((0, height * 0.36, width * 0.28, height * 0.6), fill=WATER)
    for _ in range(26):
        x = chance.randint(int(width * 0.62), int(width * 0.95))
        canvas.line((x, height * 0.58, x + 8, height * 0.75), fill="#a9c3d1", width=3)


def _breach(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    _dike(canvas, width, height, chance)
    canvas.polygon(
        [(width * 0.38, height * 0.34), (width * 0.56, height * 0.34),
         (width * 0.9, height * 0.85), (width * 0.2, height * 0.85)],
        fill=FLOOD,
    )  # fmt: skip
    _floes(
        canvas,
        (int(width * 0.36), int(height * 0.4), int(width * 0.7), int(height * 0.8)),
        60,
        chance,
    )


def _flood(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, 0, width, height), fill="#3a2c5a")
    canvas.ellipse((width * 0.1, height * 0.2, width * 0.9, height * 0.82), fill="#2456a6")
    for _ in range(40):
        x, y = chance.randint(0, width), chance.randint(0, height)
        canvas.ellipse((x, y, x + 10, y + 10), fill="#f2b134")


def _boat(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, height * 0.4, width, height), fill=FLOOD)
    _floes(canvas, (0, int(height * 0.45), width, height), 40, chance)
    for shift in (0.3, 0.6):
        x = width * shift
        canvas.pieslice((x, height * 0.5, x + 220, height * 0.72), 0, 180, fill="#d9480f")
        for seat in range(3):
            head = x + 45 + seat * 55
            canvas.ellipse((head, height * 0.5, head + 26, height * 0.55), fill="#f0c27b")


def _people(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, height * 0.55, width, height), fill="#b8b2a6")
    for place in range(7):
        x = width * 0.08 + place * width * 0.13
        canvas.ellipse((x, height * 0.42, x + 36, height * 0.48), fill="#f0c27b")
        coat = chance.choice(["#d9480f", "#1c3f8f", "#2b6e4f"])
        canvas.rectangle((x - 8, height * 0.49, x + 44, height * 0.72), fill=coat)
    canvas.rectangle((width * 0.1, height * 0.68, width * 0.9, height * 0.76), fill="#7a5c3a")


def _trucks(canvas: Canvas, width: int, height: int, chance: Random) -> None:
    canvas.rectangle((0, height * 0.5, width, height), fill="#6b6f73")
    for place in range(4):
        x = width * 0.05 + place * width * 0.24
        colour = chance.choice(["#2b6e4f", "#3d5a80", "#6b4f2a"])
        canvas.rectangle((x, height * 0.5, x + 150, height * 0.66), fill=colour)
        canvas.rectangle((x + 150, height * 0.55, x + 190, height * 0.66), fill="#c8d2da")
        for wheel in (20, 120, 165):
            canvas.ellipse(
                (x + wheel, height * 0.64, x + wheel + 24, height * 0.69), fill="#111"
            )


SCENES: Final[dict[str, Callable[[Canvas, int, int, Random], None]]] = {
    "river": _river,
    "jam": _jam,
    "gauge": _gauge,
    "dike": _dike,
    "breach": _breach,
    "flood": _flood,
    "boat": _boat,
    "people": _people,
    "trucks": _trucks,
}
