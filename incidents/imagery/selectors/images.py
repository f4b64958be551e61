"""Images as people may see them."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import MediaFile, Person
from command.core.policies import rooms_visible_to
from incidents.imagery.models import Binding, Image, ImageState, Release
from incidents.imagery.selectors.cards import ImageCard
from incidents.selectors import seen

WALL = 60  # images in one answer


def visible_to(person: Person) -> QuerySet[Image]:
    """Return the images of the incidents that ``person`` may see, newest first.

    Those that were bound to such an incident are among them.
    """
    rooms = rooms_visible_to(person).values("key")
    bound = Binding.objects.filter(ended_at__isnull=True, incident__room__in=rooms)
    rows = Image.objects.filter(Q(incident__room__in=rooms) | Q(pk__in=bound.values("image")))
    return with_files(rows)


def with_files(rows: QuerySet[Image]) -> QuerySet[Image]:
    """Read with each image what its card needs, and whether its files were ``destroyed``."""
    # The room of closing, which stands above this one, marks who is seen and purges.
    gone = Image.objects.filter(pk=OuterRef("pk"), personal_marks__purged_at__isnull=False)
    whole = rows.select_related("state__preview", "state__original", "incident")
    return whole.annotate(destroyed=Exists(gone))


def is_destroyed(image: Image) -> bool:
    """Return whether the files of an image that was read ``with_files`` were destroyed."""
    return bool(getattr(image, "destroyed", False))


def wall(person: Person, *, limit: int = WALL) -> list[ImageCard]:
    """Return the newest images that ``person`` may see. Two queries."""
    return [ImageCard.of(row) for row in visible_to(person)[:limit]]


def images_of(incident_id: UUID, person: Person) -> list[ImageCard]:
    """Return the images of an incident, newest first. Raises ``NotThere``."""
    return [ImageCard.of(row) for row in of_incident(seen(incident_id, person).pk)]


def of_incident(incident_id: UUID) -> QuerySet[Image]:
    """Return the images of an incident and those bound to it, newest first."""
    bound = Binding.objects.filter(ended_at__isnull=True, incident=incident_id)
    return with_files(
        Image.objects.filter(Q(incident=incident_id) | Q(pk__in=bound.values("image")))
    )


def to_be_shown(rows: QuerySet[Image]) -> QuerySet[Image]:
    """Leave out what is only announced, unless nothing of it will come any more."""
    return rows.exclude(state__stage="announced", state__refused_at__isnull=True)


def seen_image(image_id: UUID, person: Person) -> Image:
    """Return an image that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=image_id).first()
    if found is None:
        raise NotThere(_("No such picture, or not visible to you."))
    return found


def card_of(image_id: UUID, person: Person) -> ImageCard:
    """Return one image. Raises ``NotThere`` when hidden or missing."""
    return ImageCard.of(seen_image(image_id, person))


def may_see(sha256: str, person: Person) -> bool:
    """Return whether some image with this file is visible to ``person``. Two queries."""
    files = MediaFile.objects.filter(sha256=sha256).values("pk")
    shown = ImageState.objects.filter(Q(preview__in=files) | Q(original__in=files))
    released = Release.objects.filter(media__in=files)
    images = {*shown.values_list("pk", flat=True), *released.values_list("image", flat=True)}
    return bool(images) and visible_to(person).filter(pk__in=images).exists()


def files_only_of(image_ids: list[UUID]) -> set[str]:
    """Return the SHA-256 of every file of some images that no other image shows.

    As they came, small, and released.
    """
    these, others = Q(pk__in=image_ids), ~Q(pk__in=image_ids)
    going = _files(these)
    return going - (_files(others, among=going) if going else set())


def _files(which: Q, *, among: set[str] | None = None) -> set[str]:
    images = Image.objects.filter(which)
    files = (
        MediaFile.objects.all() if among is None else MediaFile.objects.filter(sha256__in=among)
    )
    states = ImageState.objects.filter(image__in=images)
    keys: tuple[QuerySet[Any], ...] = (
        states.filter(preview__in=files).values("preview"),
        states.filter(original__in=files).values("original"),
        Release.objects.filter(image__in=images, media__in=files).values("media"),
    )
    found = [
        MediaFile.objects.filter(pk__in=one).values_list("sha256", flat=True) for one in keys
    ]
    return set().union(*found)


def fresh_card(image: Image) -> ImageCard:
    """Return the card of an image as it is now, for whoever just acted on it. One query."""
    return ImageCard.of(with_files(Image.objects.filter(pk=image.pk)).get())
