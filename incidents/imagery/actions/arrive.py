"""The files of an announced image: the preview, then the original."""

from typing import Any, Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.actions import store_media
from command.core.doors import door
from command.core.errors import Conflict, Invalid, TooLarge, WrongKind
from command.core.models import MediaFile, Person
from incidents.imagery import exif
from incidents.imagery.actions.parts import (
    SENDING,
    compared,
    locked_image,
    locked_state,
    told_of,
    touched,
)
from incidents.imagery.events import ImageCompleted, ImagePreviewed
from incidents.imagery.folds import IMAGE, ORIGINAL, PREVIEW
from incidents.imagery.models import Image, Stage
from incidents.models import IncidentState
from incidents.rights import require_part

PREVIEW_BYTES: Final = 160 * 1024
PREVIEW_SIDE: Final = 4096  # pixels
PREVIEW_KINDS: Final = ("image/jpeg", "image/webp")


@door
def attach_preview(*, actor: Person | None, image_id: UUID, content: bytes) -> Image:
    """Take in the small preview of an announced image.

    A preview that is there already stays, and nothing changes. Raises ``NotThere``,
    ``NotPermitted``, ``TooLarge``, or ``WrongKind`` for what is no small JPEG or WebP.
    """
    image, incident = locked_image(image_id, actor=actor, own=True)
    _require_sender(actor, image, incident)
    state = locked_state(image)
    if state.preview_id is not None:
        return image
    if len(content) > PREVIEW_BYTES:
        raise TooLarge(_("A preview has at most 160 KB."), limit_bytes=PREVIEW_BYTES)
    examined = media.examine(content)
    small = max(examined.width or 0, examined.height or 0) <= PREVIEW_SIDE
    if examined.content_type not in PREVIEW_KINDS or not small:
        raise WrongKind(_("A preview is a small JPEG or WebP."), accepted=list(PREVIEW_KINDS))

    with authority.in_exercise(image.exercise_id):
        file = store_media(actor=actor, content=content)
    data = {"media": str(file.pk), **compared(image, file)}
    IMAGE.add(state, PREVIEW, actor=actor, occurred_at=now(), data=data)
    journal.append(
        ImagePreviewed(**told_of(image), source=image.source, sha256=file.sha256),
        room=incident.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return image


@door
def attach_original(*, actor: Person | None, image_id: UUID, media_id: UUID) -> Image:
    """Bind the original, whose hash must be the one that was announced.

    The same file again changes nothing. Raises ``NotThere``, ``NotPermitted``, ``Invalid``
    for a file that is not there or not the one announced, or ``Conflict`` when the image
    has another original.
    """
    image, incident = locked_image(image_id, actor=actor, own=True)
    _require_sender(actor, image, incident)
    state = locked_state(image)
    file = MediaFile.objects.filter(pk=media_id, origin=authority.current()).first()
    if file is None:
        raise Invalid(_("There is no such file."), field="media_id")
    if file.exercise_id not in {None, image.exercise_id}:
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    if image.claimed_sha256 and file.sha256 != image.claimed_sha256:
        raise Invalid(
            _("This is not the file that was announced: its SHA-256 differs."),
            field="sha256",
            announced=image.claimed_sha256,
            given=file.sha256,
        )
    if state.stage == Stage.COMPLETE:
        return _the_same(image, state.original_id == file.pk)

    data: dict[str, Any] = {"media": str(file.pk), **claims(file)}
    if state.fingerprint is None:
        data |= compared(image, file)
    IMAGE.add(state, ORIGINAL, actor=actor, occurred_at=now(), data=data)
    journal.append(
        ImageCompleted(**told_of(image), source=image.source, sha256=file.sha256),
        room=incident.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return image


def _require_sender(actor: Person | None, image: Image, incident: IncidentState) -> None:
    # What somebody announced they may finish, also after their duty has ended: the phone
    # was without a network, and the image is evidence.
    if actor is None or image.actor_id != actor.pk:
        require_part(actor, SENDING, incident, to=_("record pictures"))


def claims(file: MediaFile) -> dict[str, Any]:
    """Return what the file itself says of its time and place."""
    if not file.content_type.startswith("image/"):
        return {}
    try:
        with media.path_of(file.sha256).open("rb") as opened:
            return exif.read(opened).as_data()
    except FileNotFoundError:
        return {}


def _the_same(image: Image, same: bool) -> Image:  # noqa: FBT001  the one question
    if not same:
        raise Conflict(_("The image has another original."), image_id=str(image.pk))
    return image
