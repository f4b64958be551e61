"""Which images somebody wants to see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import within
from incidents.imagery.models import Binding, Image, ImageState, Seen
from incidents.imagery.selectors.images import visible_to

AGES = (30, 120, 720, 1440)  # minutes that may be chosen
UAV = "uav"
KINDS = ("photo", "video", UAV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the wall is narrowed to; an empty field is no condition.

    ``each`` shows every one of alike images, not only the newest of them.
    """

    incident: UUID | None = None
    city: str = ""
    age: int = 0  # minutes
    kind: str = ""
    tag: str = ""
    unseen: bool = False
    each: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        """Return what an address asks for; what cannot be meant is left out."""
        age, city, kind = given.get("age", ""), given.get("city", ""), given.get("kind", "")
        return cls(
            incident=_key(given.get("incident", "")),
            city=city if city in regions.CITIES else "",
            age=int(age) if age in {str(one) for one in AGES} else 0,
            kind=kind if kind in KINDS else "",
            tag=given.get("tag", "").replace("\0", "")[:40],
            unseen=given.get("unseen") == "1",
            each=given.get("each") == "1",
        )

    def query(self, **others: str) -> str:
        """Return the query string of the wall narrowed like this."""
        told = {
            "incident": str(self.incident or ""),
            "city": self.city,
            "age": str(self.age or ""),
            "kind": self.kind,
            "tag": self.tag,
            "unseen": "1" if self.unseen else "",
            "each": "1" if self.each else "",
            **others,
        }
        return urlencode({name: value for name, value in told.items() if value})

    def without_tag(self) -> "Wanted":
        """Return the same without the tag: what the tags are offered from."""
        return replace(self, tag="")


def wanted_by(person: Person, by: Wanted, *, grouped: bool = True) -> QuerySet[Image]:
    """Return the images that ``person`` may see and wants, newest first."""
    rows = visible_to(person)
    if by.incident:
        bound = Binding.objects.filter(ended_at__isnull=True, incident=by.incident)
        rows = rows.filter(Q(incident=by.incident) | Q(pk__in=bound.values("image")))
    if by.city:
        rows = rows.filter(within(by.city, "incident__region_id"))
    if by.age:
        rows = rows.filter(taken_at__gte=now() - timedelta(minutes=by.age))
    if by.kind == UAV:
        rows = rows.filter(source_kind=UAV)
    elif by.kind:
        rows = rows.filter(kind=by.kind)
    if by.tag:
        rows = rows.filter(tag=by.tag)
    if by.unseen:
        rows = rows.exclude(pk__in=Seen.objects.filter(person=person).values("image"))
    if grouped and not by.each:
        rows = rows.exclude(Exists(_newer_alike()))
    return rows.order_by("-taken_at", "-pk")


def before(rows: QuerySet[Image], cursor: str) -> QuerySet[Image]:
    """Return the images that follow a cursor: ``<time>,<id>`` of the last one shown."""
    at, _, key = cursor.partition(",")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return rows
    last = _key(key)
    if last is None or moment.tzinfo is None:
        return rows
    return rows.filter(Q(taken_at__lt=moment) | Q(taken_at=moment, pk__lt=last))


def _newer_alike() -> QuerySet[ImageState]:
    return ImageState.objects.filter(
        Q(image__taken_at__gt=OuterRef("taken_at"))
        | Q(image__taken_at=OuterRef("taken_at"), pk__gt=OuterRef("pk")),
        alike=OuterRef("state__alike"),
    )


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
