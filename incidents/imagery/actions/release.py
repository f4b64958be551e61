"""Releasing an image: a version in which faces and plates are covered."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.actions import store_media
from command.core.doors import door
from command.core.errors import (
    BadTransition,
    Conflict,
    Invalid,
    NotPermitted,
    NotThere,
    TooLarge,
    WrongKind,
)
from command.core.models import MediaFile, Person
from command.core.opening import Cover, covered
from command.core.policies import DESK
from incidents.actions.judge import said
from incidents.imagery.actions.parts import locked_image, locked_state, touched
from incidents.imagery.events import ImageReleased, ReleaseCountersigned
from incidents.imagery.models import Countersignature, ImageState, Release
from incidents.imagery.selectors import seen_image
from incidents.rights import require_part

MOST = 40  # rectangles


@door
def release_image(
    *, actor: Person, image_id: UUID, covers: Sequence[Cover], audience: str, reason: str
) -> Release:
    """Make a version of an image that may leave the house; the original is untouched.

    ``covers`` are rectangles as shares of width and height. None of them says that nobody
    can be known; the reason says so then. A release to the public takes a second person.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` before any file
    has arrived.
    """
    image = seen_image(image_id, actor)
    image, incident = locked_image(image.pk, actor=None)
    require_part(actor, DESK, incident, to=_("release pictures"))
    if audience not in Release.Audience.values:
        raise Invalid(_("There is no such audience."), field="audience")
    argued = said("reason", reason.replace("\0", ""))[:200]
    source = _source(locked_state(image))
    content = _covered(source, _judged(covers))

    with authority.in_exercise(image.exercise_id):
        file = store_media(actor=actor, content=content)
    release = Release(
        image=image,
        media=file,
        made_from=source.sha256,
        covers=[list(cover) for cover in covers],
        audience=Release.Audience(audience).value,
        reason=argued,
        actor=actor,
        at=now(),
    )
    release.save(force_insert=True)
    journal.append(
        ImageReleased(
            incident_id=str(image.incident_id),
            image_id=str(image.pk),
            release_id=str(release.pk),
            audience=release.audience,
            covers=len(release.covers),
            reason=argued,
            sha256=file.sha256,
        ),
        room=image.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return release


@door
def countersign_release(*, actor: Person, release_id: UUID) -> Countersignature:
    """Agree, as a second person, that a version may go to the public.

    Raises ``NotThere``, ``NotPermitted`` for whoever made it, or ``Conflict`` when it needs
    no second person or has one.
    """
    release = Release.objects.filter(pk=release_id).first()
    if release is None:
        raise NotThere(_("No such picture, or not visible to you."))
    image = seen_image(release.image_id, actor)
    image, incident = locked_image(image.pk, actor=None)
    require_part(actor, DESK, incident, to=_("release pictures"))
    if release.actor_id == actor.pk:
        raise NotPermitted(_("Somebody else countersigns."))
    if release.audience != Release.Audience.PUBLIC:
        raise Conflict(_("This release needs no second person."))
    if Countersignature.objects.filter(release=release).exists():
        raise Conflict(_("This release was countersigned already."))

    signature = Countersignature(release=release, actor=actor, at=now())
    signature.save(force_insert=True)
    journal.append(
        ReleaseCountersigned(
            incident_id=str(image.incident_id),
            image_id=str(image.pk),
            release_id=str(release.pk),
        ),
        room=image.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return signature


def _source(state: ImageState) -> MediaFile:
    """Return the best still picture that is here. Raises ``BadTransition``."""
    for file in (state.original, state.preview):
        if file is not None and file.content_type.startswith("image/"):
            return file
    raise BadTransition(_("No picture has arrived yet that could be covered."))


def _judged(covers: Sequence[Cover]) -> Sequence[Cover]:
    if len(covers) > MOST:
        raise Invalid(_("Too many rectangles."), field="covers", limit=MOST)
    for left, top, right, bottom in covers:
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise Invalid(_("A rectangle is not on the image."), field="covers")
    return covers


def _covered(source: MediaFile, covers: Sequence[Cover]) -> bytes:
    try:
        return covered(media.path_of(source.sha256), covers)
    except FileNotFoundError:
        raise BadTransition(_("This file has not arrived here yet.")) from None
    except (WrongKind, TooLarge):
        raise Invalid(_("This file cannot be drawn upon."), field="image") from None
