"""Pictures as people may see them."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.times import iso
from incidents.imagery.models import Image
from incidents.selectors import seen

WALL = 60  # pictures on the wall


@dataclass(frozen=True, slots=True)
class ImageCard:
    """One picture: where from, whereto, who took it. WGS 84; ``url`` serves the file."""

    id: str
    incident: str
    caption: str
    source: str
    source_kind: str
    taken_at: str
    lat: float | None
    lon: float | None
    bearing_deg: int | None
    sha256: str
    url: str
    content_type: str
    width: int | None
    height: int | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, image: Image) -> Self:
        """Build the card; needs ``media`` and ``incident`` read before, or reads them."""
        media = image.media
        return cls(
            id=str(image.id),
            incident=str(image.incident_id),
            caption=image.caption,
            source=image.source,
            source_kind=str(image.source_kind),
            taken_at=iso(image.taken_at),
            lat=image.point.y if image.point else None,
            lon=image.point.x if image.point else None,
            bearing_deg=image.bearing_deg,
            sha256=media.sha256,
            url=f"/media/{media.sha256}",
            content_type=media.content_type,
            width=media.width,
            height=media.height,
            at=iso(image.taken_at),
            room=image.incident.room_id,
            exercise=image.exercise_id is not None,
            origin=image.origin,
        )


def visible_to(person: Person) -> QuerySet[Image]:
    """Return the pictures of the incidents that ``person`` may see, newest first."""
    rows = Image.objects.filter(incident__room__in=rooms_visible_to(person))
    return rows.select_related("media", "incident")


def wall(person: Person, *, limit: int = WALL) -> list[ImageCard]:
    """Return the newest pictures that ``person`` may see. Two queries."""
    return [ImageCard.of(row) for row in visible_to(person)[:limit]]


def images_of(incident_id: UUID, person: Person) -> list[ImageCard]:
    """Return the pictures of an incident, newest first. Raises ``NotThere``."""
    incident = seen(incident_id, person)
    rows = Image.objects.filter(incident=incident).select_related("media", "incident")
    return [ImageCard.of(row) for row in rows]


def card_of(image_id: UUID, person: Person) -> ImageCard:
    """Return one picture. Raises ``NotThere`` when hidden or missing."""
    found = visible_to(person).filter(pk=image_id).first()
    if found is None:
        raise NotThere(_("No such picture, or not visible to you."))
    return ImageCard.of(found)


def may_see(sha256: str, person: Person) -> bool:
    """Return whether some picture with this content is visible to ``person``."""
    return visible_to(person).filter(media__sha256=sha256).exists()
