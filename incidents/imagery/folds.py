"""How the files that arrived make the state of an image. Pure."""

from datetime import datetime
from uuid import UUID

from command.core.folding import Fold, Values
from incidents.imagery.models import Image, ImageChange, ImageState, Stage

PREVIEW = "preview"
ORIGINAL = "original"
REFUSED = "refused"


NOT_REFUSED: Values = {"refused_at": None, "refused_why": "", "refused_why_en": ""}


def start(image: Image) -> Values:
    """Return the state of an image as it was announced, or as it came whole."""
    return {
        "stage": Stage.COMPLETE.value if image.media_id else Stage.ANNOUNCED.value,
        "preview_id": None,
        "original_id": image.media_id,
        "fingerprint": None,
        "alike": image.id,
        "exif_taken_at": None,
        "exif_lat": None,
        "exif_lon": None,
        **NOT_REFUSED,
        "updated_at": image.arrived_at or image.taken_at,
    }


def apply(before: Values, change: ImageChange) -> Values:
    """Return what the arrival of one file sets."""
    data = change.data
    values: Values = {"updated_at": change.occurred_at}
    if data.get("fingerprint") is not None:
        values |= {"fingerprint": data["fingerprint"], "alike": UUID(data["alike"])}
    if change.kind == PREVIEW:
        values["preview_id"] = UUID(data["media"])
        if before["stage"] == Stage.ANNOUNCED:
            values["stage"] = Stage.PREVIEW.value
    if change.kind == ORIGINAL:
        taken = data.get("exif_taken_at")
        values |= {
            "stage": Stage.COMPLETE.value,
            "original_id": UUID(data["media"]),
            "exif_taken_at": datetime.fromisoformat(taken) if taken else None,
            "exif_lat": data.get("exif_lat"),
            "exif_lon": data.get("exif_lon"),
            **NOT_REFUSED,
        }
    if change.kind == REFUSED and before["stage"] != Stage.COMPLETE:
        values |= {
            "refused_at": change.occurred_at,
            "refused_why": data["why"],
            "refused_why_en": data["why_en"],
        }
    return values


IMAGE = Fold(
    header=Image, change=ImageChange, state=ImageState, link="image", start=start, apply=apply
)
