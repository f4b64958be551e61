"""Images for tests: announced, previewed, complete."""

import io
from datetime import timedelta
from hashlib import sha256
from random import Random

from PIL import Image as Picture
from PIL.ExifTags import GPS, IFD, Base

from command.core.actions import store_media
from command.core.ids import new_id
from incidents.imagery.actions import announce_image, attach_original, attach_preview
from tests import make


def scene(seed=1, size=(90, 80), kind="JPEG", noise=0, **given):
    """Return the bytes of a picture of light and dark fields; each ``seed`` shows others."""
    fields = Random(seed)  # noqa: S311  the same picture each time
    picture = Picture.new("L", (9, 8))
    picture.putdata([fields.randint(0, 255) for _ in range(72)])
    shown = picture.resize(size, Picture.Resampling.NEAREST).convert("RGB")
    if noise:
        shown.putpixel((0, 0), (noise, 0, 0))
    file = io.BytesIO()
    shown.save(file, kind, **given)
    return file.getvalue()


def with_exif(seed=1, *, at="2027:03:19 09:41:00", lat=40.5, lon=109.8):
    """Return a picture whose EXIF claims a time and a place."""
    block = Picture.Exif()
    block.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = at
    place = block.get_ifd(IFD.GPSInfo)
    for value, side, degrees in (
        (GPS.GPSLatitude, GPS.GPSLatitudeRef, lat),
        (GPS.GPSLongitude, GPS.GPSLongitudeRef, lon),
    ):
        place[value] = (float(int(degrees)), (degrees % 1) * 60, 0.0)
        place[side] = "N" if side == GPS.GPSLatitudeRef else "E"
    return scene(seed, exif=block)


def told(incident, original=b"", **others):
    """Return what a phone says when it announces an image."""
    return {
        "image_id": new_id(),
        "incident_id": incident.pk,
        "kind": "photo",
        "tag": "管涌",
        "caption": "背水坡渗水",
        "source": "红岩-02",
        "taken_at": make.later(minutes=3),
        "lat": 40.4951,
        "lon": 109.8,
        "accuracy_m": 8.0,
        "bearing_deg": 185,
        "original_sha256": sha256(original).hexdigest(),
        "original_size": len(original) or 1,
        **others,
    }


def announced(by, incident, original=b"", **others):
    """Announce an image."""
    return announce_image(actor=by, **told(incident, original, **others))


def whole(by, incident, seed=1, **others):
    """Return an image that went through all three steps."""
    original = scene(seed, size=(180, 160))
    image = announced(by, incident, original, **others)
    attach_preview(actor=by, image_id=image.pk, content=scene(seed))
    file = store_media(actor=by, content=original)
    attach_original(actor=by, image_id=image.pk, media_id=file.pk)
    image.refresh_from_db()
    return image


def minutes(count):
    """Return a span."""
    return timedelta(minutes=count)
