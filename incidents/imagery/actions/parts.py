"""What the doors of the imagery room share."""

import math
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.errors import Invalid, NotThere
from command.core.models import Person
from command.core.policies import Post, require_sight
from incidents.imagery.alike import first_alike
from incidents.imagery.models import Image, ImageState
from incidents.imagery.selectors import ImageCard
from incidents.imagery.selectors.images import with_files
from incidents.models import IncidentState
from incidents.rights import RECORDING
from incidents.selectors import locked

SENDING = RECORDING | {Post.TEAM_MEMBER}
FULL_CIRCLE = 360  # degrees


def locked_image(
    image_id: UUID, *, actor: Person | None, own: bool = False
) -> tuple[Image, IncidentState]:
    """Return an image and the state of its incident, whose row is locked.

    ``own``: whoever announced it is let in even if they do not see the incident any more.
    Raises ``NotThere`` when there is none, or none that ``actor`` may see.
    """
    image = with_files(Image.objects.filter(pk=image_id)).first()
    if image is None:
        raise NotThere(gettext_lazy("No such picture, or not visible to you."))
    mine = own and actor is not None and image.actor_id == actor.pk
    if actor is not None and not mine:
        require_sight(actor, image.incident.room_id)
    return image, locked(image.incident_id, actor=None)


def locked_state(image: Image) -> ImageState:
    """Return the state of an image as it is now, its row locked."""
    return ImageState.objects.select_for_update(of=("self",)).get(pk=image.pk)


def touched(image: Image) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches an image. One query."""
    fresh = with_files(Image.objects.filter(pk=image.pk)).get()
    return {f"image.{image.pk}": asdict(ImageCard.of(fresh))}


def told_of(image: Image) -> dict[str, str]:
    """Return the fields that most facts about an image have."""
    return {
        "incident_id": str(image.incident_id),
        "image_id": str(image.pk),
        "caption": image.caption,
    }


def compared(image: Image, bits: int | None) -> dict[str, Any]:
    """Return what a change says of what a file shows, and of what is alike."""
    if bits is None:
        return {}
    return {"fingerprint": bits, "alike": str(first_alike(image, bits))}


def judge_look(
    source_kind: str, lat: float | None, lon: float | None, bearing_deg: int | None
) -> None:
    """Raise ``Invalid`` when what is said of a camera cannot be meant."""
    if source_kind not in Image.SourceKind.values:
        raise Invalid(_("There is no such kind of source."), allowed=Image.SourceKind.values)
    if (lat is None) != (lon is None):
        raise Invalid(_("A position has a latitude and a longitude."), field="lat")
    if bearing_deg is not None and not 0 <= bearing_deg < FULL_CIRCLE:
        raise Invalid(_("A bearing goes from 0 to 359 degrees."), field="bearing_deg")


def finite(name: str, value: float | None, most: float) -> float | None:
    """Return a measure. Raises ``Invalid`` for what is negative, endless or beyond reason."""
    if value is not None and not (math.isfinite(value) and 0 <= value <= most):
        raise Invalid(_("This number cannot be meant."), field=name)
    return value
