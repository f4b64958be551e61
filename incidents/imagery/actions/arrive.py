"""The files of an announced image: the preview, then the original."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from command.core import authority, journal, media
from command.core.actions import store_media
from command.core.doors import door
from command.core.errors import Conflict, Invalid, TooLarge, WrongKind
from command.core.models import MediaFile, Person
from command.core.uploads.tasks import knock_for_previews
from incidents.imagery.actions.parts import (
    SENDING,
    compared,
    locked_image,
    locked_state,
    told_of,
    touched,
)
from incidents.imagery.events import ImageCompleted, ImagePreviewed, ImageRefused
from incidents.imagery.folds import IMAGE, ORIGINAL, PREVIEW, REFUSED
from incidents.imagery.models import Image, Stage
from incidents.models import IncidentState
from incidents.rights import require_part

PREVIEW_BYTES: Final = 160 * 1024
PREVIEW_SIDE: Final = 4096  # pixels
# What the wall shows; the larger one is made by a worker.
SHOWN: Final = {"small": media.PREVIEWS["small"]}
PREVIEW_KINDS: Final = ("image/jpeg", "image/webp")


@door
def attach_preview(*, actor: Person | None, image_id: UUID, content: bytes) -> Image:
    """Take in the small preview of an announced image.

    A preview that is there already stays, and nothing changes. Raises ``NotThere``,
    ``NotPermitted``, ``TooLarge``, or ``WrongKind`` for what is no small JPEG or WebP.
    """
    # Looked into before anything is locked: others send images of the same incident.
    seen, shown = _small(content)
    image, incident = locked_image(image_id, actor=actor, own=True)
    _require_sender(actor, image, incident)
    state = locked_state(image)
    if state.preview_id is not None:
        return image

    with authority.in_exercise(image.exercise_id):
        file = store_media(actor=actor, content=content, seen=seen)
    # What is shown is made anew from the pixels, never what was sent.
    for size, picture in shown.items():
        media.keep_preview(file.sha256, size, picture)
    transaction.on_commit(lambda: knock_for_previews(file.sha256), robust=True)
    data = {"media": str(file.pk), **compared(image, seen.shades)}
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
        raise Invalid(gettext_lazy("There is no such file."), field="media_id")
    if file.exercise_id not in {None, image.exercise_id}:
        raise Conflict(gettext_lazy("What belongs to an exercise stays in that exercise."))
    if image.claimed_sha256 and file.sha256 != image.claimed_sha256:
        raise Invalid(
            gettext_lazy("This is not the file that was announced: its SHA-256 differs."),
            field="sha256",
            announced=image.claimed_sha256,
            given=file.sha256,
        )
    if state.stage == Stage.COMPLETE:
        return _the_same(image, state.original_id == file.pk)

    data: dict[str, Any] = {"media": str(file.pk), **claims(file)}
    if state.fingerprint is None and file.content_type.startswith("image/"):
        data |= compared(image, media.shades_of(file.sha256))
    IMAGE.add(state, ORIGINAL, actor=actor, occurred_at=now(), data=data)
    journal.append(
        ImageCompleted(**told_of(image), source=image.source, sha256=file.sha256),
        room=incident.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return image


@door
def note_refused(*, actor: Person | None, image_id: UUID, why: str, why_en: str) -> Image:
    """Say that the original that came was refused: what is here is all there is.

    An original that comes after all ends that; where one is here already, nothing changes.
    Who may send was judged when the file was announced. Raises ``NotThere``.
    """
    image, incident = locked_image(image_id, actor=None)
    state = locked_state(image)
    if state.stage == Stage.COMPLETE or (state.refused_at and state.refused_why == why):
        return image
    data = {"why": why, "why_en": why_en}
    IMAGE.add(state, REFUSED, actor=actor, occurred_at=now(), data=data)
    journal.append(
        ImageRefused(**told_of(image), source=image.source, **data),
        room=incident.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return image


def _require_sender(actor: Person | None, image: Image, incident: IncidentState) -> None:
    # What somebody announced they may finish, also after their duty has ended: the phone
    # was without a network, and the image is evidence.
    if actor is None or image.actor_id != actor.pk:
        require_part(actor, SENDING, incident, to=gettext_lazy("record pictures"))


def claims(file: MediaFile) -> dict[str, Any]:
    """Return what the file itself says of its time and place, as a change holds it."""
    said = file.claimed or {}
    told = {"exif_taken_at": "taken_at", "exif_lat": "lat", "exif_lon": "lon"}
    return {name: said.get(claim) for name, claim in told.items()}


def _small(content: bytes) -> tuple[media.Seen, dict[str, bytes]]:
    """Return what a preview is, and what is shown of it. Raises ``TooLarge``, ``WrongKind``."""
    if len(content) > PREVIEW_BYTES:
        raise TooLarge(gettext_lazy("A preview has at most 160 KB."), limit_bytes=PREVIEW_BYTES)
    seen, shown = media.look_into(content, SHOWN)
    small = max(seen.width or 0, seen.height or 0) <= PREVIEW_SIDE
    if seen.content_type not in PREVIEW_KINDS or not small:
        raise WrongKind(
            gettext_lazy("A preview is a small JPEG or WebP."), accepted=list(PREVIEW_KINDS)
        )
    return seen, shown


def _the_same(image: Image, same: bool) -> Image:  # noqa: FBT001  the one question
    if not same:
        raise Conflict(gettext_lazy("The image has another original."), image_id=str(image.pk))
    return image
