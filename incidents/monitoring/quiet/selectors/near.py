"""For which incident somebody looks at a quiet area."""

from uuid import UUID

from command.core import regions
from command.core.models import Region
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.monitoring.quiet.judging import Area
from incidents.places import distance_km
from incidents.selectors import every


def incident_for(area: Area, km: float) -> Incident | None:
    """Return the open incident of the same world that a look at the area belongs to.

    That which the silent were to report about; else one in the area itself, one of the
    city or the region as a whole, or the nearest of the city within ``km``: its desk is to
    look, and what it does not see it cannot order. The gravest of several. Two queries.
    """
    rows = every().exclude(state__status__in=ENDED).filter(exercise=area.exercise)
    seat = Region.objects.filter(pk=area.region).values_list("seat", flat=True).first()
    about: set[UUID | None] = {one.incident for one in area.silent if one.incident}
    found: list[tuple[tuple[int, float, int], Incident]] = []
    for row in rows.order_by("reported_at", "pk"):
        away = None
        if seat is not None and row.point is not None:
            away = distance_km(seat.y, seat.x, row.point.y, row.point.x)
        rank = _rank(row, area.region, about, away, km)
        if rank is not None:
            near = (away or 0.0) if rank == len(RANKS) else 0.0
            found.append(((rank, near, row.state.grade or 9), row))
    return min(found, key=lambda pair: pair[0])[1] if found else None


RANKS = ("reported about", "in the area", "over the area")


def _rank(
    row: Incident, region: str, about: set[UUID | None], away: float | None, km: float
) -> int | None:
    if row.pk in about:
        return 0
    if row.region_id == region:
        return 1
    if row.region_id in {regions.city_of(region), regions.REGION}:
        return 2
    near = away is not None and away <= km
    same_city = regions.city_of(row.region_id) == regions.city_of(region)
    return len(RANKS) if near and same_city else None
