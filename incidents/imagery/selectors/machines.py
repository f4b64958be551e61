"""Marks and releases of images, as machines read them."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from command.core.models import Person
from command.core.times import iso
from incidents.imagery.models import Annotation, Release
from incidents.imagery.selectors.cards import ImageCard
from incidents.imagery.selectors.images import WALL, seen_image
from incidents.imagery.selectors.releases import standing
from incidents.imagery.selectors.wanted import Wanted, before, wanted_by


@dataclass(frozen=True, slots=True)
class MarkCard:
    """Something drawn over an image; coordinates are shares of width and height."""

    id: str
    image: str
    shape: str
    x1: float
    y1: float
    x2: float
    y2: float
    text: str
    by: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, mark: Annotation) -> Self:
        """Build the card; needs ``actor`` read before, or reads it."""
        return cls(
            id=str(mark.pk),
            image=str(mark.image_id),
            shape=str(mark.shape),
            x1=mark.x1,
            y1=mark.y1,
            x2=mark.x2,
            y2=mark.y2,
            text=mark.text,
            by=mark.actor.name if mark.actor else "",
            at=iso(mark.at),
            exercise=mark.exercise_id is not None,
            origin=mark.origin,
        )


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """A version of an image that may leave the house; ``in_force`` when it may already."""

    id: str
    image: str
    audience: str
    reason: str
    covered: int
    sha256: str
    url: str
    by: str
    in_force: bool
    at: str
    exercise: bool
    origin: str


def marks_of(image_id: UUID, person: Person) -> list[MarkCard]:
    """Return what stands drawn over an image. Raises ``NotThere``."""
    rows = seen_image(image_id, person).annotations.filter(withdrawals=None)
    return [MarkCard.of(row) for row in rows.select_related("actor")]


def releases_of(image_id: UUID, person: Person) -> list[ReleaseCard]:
    """Return the released versions of an image, newest first. Raises ``NotThere``."""
    rows = Release.objects.filter(image=seen_image(image_id, person))
    standing_ids = set(standing(rows).values_list("pk", flat=True))
    return [
        ReleaseCard(
            id=str(row.pk),
            image=str(row.image_id),
            audience=str(row.audience),
            reason=row.reason,
            covered=len(row.covers),
            sha256=row.media.sha256,
            url=f"/media/{row.media.sha256}",
            by=row.actor.name if row.actor else "",
            in_force=row.pk in standing_ids,
            at=iso(row.at),
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )
        for row in rows.select_related("actor", "media")
    ]


def narrowed(person: Person, by: Wanted, cursor: str = "") -> list[ImageCard]:
    """Return a page of the wanted images, every one of alike ones. Two queries."""
    rows = before(wanted_by(person, by, grouped=False), cursor)
    return [ImageCard.of(row) for row in rows[:WALL]]
