"""The wall, a page of tiles at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.timezone import now

from command.core.models import Person
from command.core.times import iso
from incidents.imagery.limits import times_apart
from incidents.imagery.models import Annotation, Image, ImageState, Seen
from incidents.imagery.selectors.cards import ImageCard
from incidents.imagery.selectors.images import is_destroyed
from incidents.imagery.selectors.wanted import Wanted, before, wanted_by
from incidents.imagery.thumbs import small_url
from incidents.models import Incident
from incidents.selectors import visible_to as incidents_visible_to

PAGE = 48  # tiles that are drawn at once
NEW = 99  # more new ones are not counted


@dataclass(frozen=True, slots=True)
class Tile:
    """One image on the wall. ``more`` counts further ones that show nearly the same."""

    card: ImageCard
    small: str
    author: str
    place: str
    taken_at: datetime
    level: int
    seen: bool
    more: int
    marks: int
    claimed_at: datetime | None  # what EXIF says, where it is far from the device's time
    destroyed: bool  # with the personal data of its incident
    refused: str  # why the original was refused: the preview is all there is


@dataclass(frozen=True, slots=True)
class Page:
    """Some tiles, and the cursor of those that follow; empty at the end."""

    tiles: tuple[Tile, ...]
    following: str


def page(person: Person, by: Wanted, cursor: str = "") -> Page:
    """Return a page of the wall, newest first. Six queries, however many images there are."""
    rows = before(wanted_by(person, by), cursor) if cursor else wanted_by(person, by)
    found = list(rows.select_related("actor", "incident__state")[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    following = f"{last.taken_at.isoformat()},{last.pk}" if last else ""
    return Page(tuple(tiles_of(shown, person, each=by.each)), following)


def one_tile(image: Image, person: Person) -> Tile:
    """Return the tile of one image."""
    return tiles_of([image], person, each=False)[0]


def tiles_of(rows: Sequence[Image], person: Person, *, each: bool) -> list[Tile]:
    """Return the tiles of images in their order. Four queries."""
    keys = [row.pk for row in rows]
    seen = set(
        Seen.objects.filter(person=person, image__in=keys).values_list("image", flat=True)
    )
    groups = {} if each else _sizes(row.state.alike for row in rows)
    marks = _marks(keys)
    apart = times_apart()
    return [
        Tile(
            card=ImageCard.of(row),
            small="" if is_destroyed(row) else small_url(row.state),
            author=row.actor.name if row.actor else "",
            place=row.incident.place or row.incident.title,
            taken_at=row.taken_at,
            level=row.incident.state.grade or 0,
            seen=row.pk in seen,
            more=groups.get(row.state.alike, 1) - 1,
            marks=marks.get(row.pk, 0),
            claimed_at=far_claim(row, apart),
            destroyed=is_destroyed(row),
            refused=row.state.why_refused,
        )
        for row in rows
    ]


def far_claim(image: Image, apart: timedelta | None) -> datetime | None:
    """Return the time that EXIF claims, if it is far from the device's."""
    claimed = image.state.exif_taken_at
    if claimed is None or apart is None or abs(claimed - image.taken_at) <= apart:
        return None
    return claimed


def unseen_count(person: Person, by: Wanted) -> int:
    """Return how many of the wanted images a person has not looked at. One query."""
    seen = Seen.objects.filter(person=person).values("image")
    return wanted_by(person, by, grouped=False).exclude(pk__in=seen).count()


def new_count(person: Person, by: Wanted, since: datetime) -> int:
    """Return how many wanted images arrived after a moment; at most ``NEW``. One query."""
    rows = wanted_by(person, by, grouped=False).filter(arrived_at__gt=since)
    return len(rows.values_list("pk", flat=True)[:NEW])


def tags(person: Person, by: Wanted) -> list[str]:
    """Return the tags that the wanted images have. One query."""
    rows = wanted_by(person, by.without_tag(), grouped=False).exclude(tag="")
    return list(rows.order_by("tag").values_list("tag", flat=True).distinct()[:40])


def incidents_of(person: Person) -> QuerySet[Incident]:
    """Return the incidents of which there are images that ``person`` may see."""
    rows = incidents_visible_to(person).filter(pk__in=Image.objects.values("incident"))
    return rows.order_by("-reported_at")[:60]


def stamp() -> str:
    """Return the moment from which images are new to a page that is drawn now."""
    return iso(now())


def _sizes(heads: Iterable[UUID]) -> dict[UUID, int]:
    rows = ImageState.objects.filter(alike__in=set(heads)).values("alike")
    return {row["alike"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by()}


def _marks(keys: Sequence[UUID]) -> dict[UUID, int]:
    rows = Annotation.objects.filter(image__in=keys, withdrawals=None).values("image")
    return {row["image"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by()}
