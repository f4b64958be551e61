"""Originals of announced images that come in pieces: who may send them, who takes them."""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import MediaFile, Person
from command.core.uploads.purposes import IMAGES, VIDEOS, Purpose, enter
from incidents.imagery.actions import attach_original, note_refused
from incidents.imagery.models import Image
from incidents.imagery.selectors import visible_to

PURPOSE = "image"


def may(person: Person, image_id: UUID) -> None:
    """Raise ``NotThere`` unless the image was announced, by this person or in their sight."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None or (
        image.actor_id != person.pk and not visible_to(person).filter(pk=image_id).exists()
    ):
        raise NotThere(_("No such picture, or not visible to you."))


def take(person: Person, image_id: UUID, media: MediaFile) -> None:
    """Bind the file that has arrived to its image."""
    attach_original(actor=person, image_id=image_id, media_id=media.pk)


def refused(person: Person, image_id: UUID, why: tuple[str, str]) -> None:
    """Tell whoever looks at the image that its original is not coming."""
    with suppress(NotThere):  # it went with its exercise
        note_refused(actor=person, image_id=image_id, why=why[0], why_en=why[1])


def world(image_id: UUID) -> UUID | None:
    """Return the exercise that an image belongs to."""
    return Image.objects.filter(pk=image_id).values_list("exercise", flat=True).first()


def enter_purpose() -> None:
    """Let originals of images be sent in pieces."""
    enter(
        PURPOSE,
        Purpose(
            may=may,
            take=take,
            world=world,
            refused=refused,
            kinds=IMAGES | VIDEOS,
            limit_bytes=settings.UPLOAD_LIMITS[PURPOSE],
        ),
    )
