"""Looking at a picture: is it whole, what does it claim, what does it look like small."""

import io
import itertools
from typing import Any, BinaryIO

from PIL import Image, ImageDraw, ImageOps

KINDS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}
OPENED = ("JPEG", "PNG", "WEBP")
EXIF, GPS = 0x8769, 0x8825
QUALITY = {"small": 70, "large": 80, "covered": 86}
ACROSS, DOWN = 9, 8
COARSE = 256  # pixels that a picture has at least when only its shades are wanted
# A sky at night or a sheet of one colour has no differences to speak of: nothing is alike
# because of them.
TELLING = range(6, 59)
GREY = (40, 44, 48)


class Refused(Exception):  # noqa: N818  an answer, not a fault
    """The file is not let in; the word says why."""


def look(
    file: BinaryIO, limits: dict[str, Any], sizes: dict[str, int]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the picture is, and its previews."""
    with opened(file, limits) as image:
        width, height = image.size
        kind = KINDS[str(image.format)]
        claimed = claims(image)
        # A JPEG is decoded smaller: the whole file is read, little memory is used.
        most = max(sizes.values(), default=COARSE)
        image.draft("RGB", (most, most))
        image.load()
        upright = ImageOps.exif_transpose(image)
    found = {"content_type": kind, "width": width, "height": height, "claimed": claimed}
    return found | {"shades": shades(upright)}, previews(upright, sizes)


def opened(file: BinaryIO, limits: dict[str, Any]) -> Image.Image:
    """Open a picture that does not unpack to too much; nothing is unpacked yet."""
    Image.MAX_IMAGE_PIXELS = None  # counted here
    image = Image.open(file, formats=OPENED)
    if image.size[0] * image.size[1] > limits["image_pixels"]:
        raise Refused("pixels")
    return image


def shades(image: Image.Image) -> int | None:
    """Return what a picture shows, in 64 bits: nearly the same pictures differ in few of them.

    Each bit says whether a point is brighter than its right neighbour, on a grid of 9 by 8.
    Nothing for what shows too little to compare.
    """
    small = image.convert("L").resize((ACROSS, DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(DOWN):
        for left, right in itertools.pairwise(small[row * ACROSS : (row + 1) * ACROSS]):
            bits = bits << 1 | (left > right)
    return bits if bits.bit_count() in TELLING else None


def cover(file: BinaryIO, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return a JPEG of a picture with opaque rectangles, and nothing of it but pixels.

    ``covers`` are shares of width and height: left, top, right, bottom.
    """
    side = given["cover_side"]
    with opened(file, given) as image:
        image.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((side, side))
    pen = ImageDraw.Draw(upright)
    width, height = upright.size
    for left, top, right, bottom in given["covers"]:
        pen.rectangle((left * width, top * height, right * width, bottom * height), fill=GREY)
    # Only the pixels go on: what else the file held (EXIF, a thumbnail) is left behind.
    bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY["covered"])
    return {}, {"covered": out.getvalue()}


def rehearse() -> None:
    """Do everything once with pictures of one's own: what is imported late is imported now."""
    Image.init()
    exif = Image.Exif()
    exif[271] = "x"
    exif.get_ifd(EXIF)[36867] = "2027:01:01 00:00:00"
    for kind in OPENED:
        made = io.BytesIO()
        Image.new("RGBA" if kind == "PNG" else "RGB", (2, 2)).save(made, kind, exif=exif)
        made.seek(0)
        look(made, {"image_pixels": 4}, {"small": 1})
        made.seek(0)
        cover(made, {"image_pixels": 4, "cover_side": 2, "covers": [(0, 0, 1, 1)]})


def previews(image: Image.Image, sizes: dict[str, int]) -> dict[str, bytes]:
    """Return small pictures that carry nothing but pixels."""
    if image.mode not in {"RGB", "L"}:
        # What shines through is shown on white.
        solid = image.convert("RGBA")
        image = Image.new("RGB", solid.size, "white")
        image.paste(solid, mask=solid.getchannel("A"))
    made = {}
    for name, side in sorted(sizes.items(), key=lambda each: -each[1]):
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = io.BytesIO()
        bare = Image.frombytes(image.mode, image.size, image.tobytes())
        bare.save(out, "WEBP", quality=QUALITY.get(name, 75), method=3)
        made[name] = out.getvalue()
    return made


def claims(image: Image.Image) -> dict[str, Any]:
    """Return what the device wrote about time and place, as far as it can be read."""
    try:
        exif = image.getexif()
        inner, gps = exif.get_ifd(EXIF), exif.get_ifd(GPS)
    except Exception:  # noqa: BLE001  any damage to a claim leaves no claim
        return {}
    said: dict[str, Any] = {}
    for reading in (_time, _place, _bearing, _device):
        try:
            said |= reading(exif, inner, gps)
        except Exception:  # noqa: BLE001, S112
            continue
    return said


def _time(exif: Any, inner: Any, gps: Any) -> dict[str, Any]:
    said = {}
    if taken := _text(inner.get(36867) or exif.get(306)):
        day, _space, clock = taken.partition(" ")
        said["taken_at"] = f"{day.replace(':', '-')}T{clock}{_text(inner.get(36881))}"
    if 29 in gps and 7 in gps:
        hours, minutes, seconds = (int(float(part)) for part in gps[7])
        day = _text(gps[29]).replace(":", "-")
        said["gps_at"] = f"{day}T{hours:02}:{minutes:02}:{seconds:02}+00:00"
    return said


def _place(_exif: Any, _inner: Any, gps: Any) -> dict[str, Any]:
    lat = _degrees(gps[2]) * (-1 if _text(gps[1]) == "S" else 1)
    lon = _degrees(gps[4]) * (-1 if _text(gps[3]) == "W" else 1)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return {}
    said: dict[str, Any] = {"lat": round(lat, 7), "lon": round(lon, 7)}
    if 31 in gps and 0 < float(gps[31]) < 100_000:
        said["accuracy_m"] = round(float(gps[31]), 1)
    return said


def _bearing(_exif: Any, _inner: Any, gps: Any) -> dict[str, Any]:
    bearing = float(gps[17])
    return {"bearing_deg": round(bearing) % 360} if 0 <= bearing <= 360 else {}


def _device(exif: Any, _inner: Any, _gps: Any) -> dict[str, Any]:
    said = " ".join(filter(None, (_text(exif.get(271)), _text(exif.get(272)))))
    return {"device": said[:80]} if said else {}


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _text(value: Any) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(sign for sign in text if sign.isprintable()).strip()[:40]
