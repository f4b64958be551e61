"""Incidents that may be the same as one that is being reported."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from command.core import regions
from command.core.models import Person
from incidents.models import Incident
from incidents.places import distance_km
from incidents.selectors.board import open_to
from incidents.selectors.limits import limit

FAMILY = 3  # letters of the code: 11A is floods and droughts
MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """An open incident of the same kind, near in space and time."""

    id: str
    number: str
    title: str
    region: str
    grade: int | None
    distance_km: float | None
    minutes: int
    at: datetime

    @property
    def where(self) -> str:
        """The name of the banner or city."""
        return regions.name(self.region)


def duplicates(
    person: Person,
    *,
    event_type: str,
    region: str,
    point: tuple[float, float] | None,
    at: datetime,
    but: UUID | None = None,
) -> list[Likeness]:
    """Return open incidents that may be the same, the nearest first. Three queries.

    Of the same family of types, within the hours of the rule, and within its kilometres or
    in the same banner. Those of exercises are never the same as something real.
    """
    km = limit("duplicate_km", event_type, region)
    hours = limit("duplicate_hours", event_type, region)
    if km is None or hours is None or not regions.known(region):
        return []
    span = timedelta(hours=float(hours))
    near_in_time = Q(reported_at__range=(at - span, at + span)) | Q(
        occurred_at__range=(at - span, at + span)
    )
    rows = open_to(person).filter(
        near_in_time, event_type__code__startswith=event_type[:FAMILY], exercise__isnull=True
    )
    if but is not None:
        rows = rows.exclude(pk=but)
    found = [like for row in rows if (like := _like(row, region, point, at, float(km)))]
    found.sort(key=lambda like: (like.distance_km is None, like.distance_km or 0, like.minutes))
    return found[:MOST]


def _like(
    row: Incident, region: str, point: tuple[float, float] | None, at: datetime, km: float
) -> Likeness | None:
    away = None
    if point is not None and row.point is not None:
        away = distance_km(*point, row.point.y, row.point.x)
    if not (row.region_id == region or (away is not None and away <= km)):
        return None
    apart = min(abs(at - row.reported_at), abs(at - row.occurred_at))
    return Likeness(
        id=str(row.pk),
        number=row.number,
        title=row.title,
        region=row.region_id,
        grade=row.state.grade,
        distance_km=None if away is None else round(away, 1),
        minutes=int(apart.total_seconds() // 60),
        at=row.reported_at,
    )
