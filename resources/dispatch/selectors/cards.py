"""One line of the board of forces, whatever it is: a team, a vehicle, a stock."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.gis.geos import Point
from django.urls import reverse
from django.utils.timezone import now

from command.core import regions
from resources.dispatch.errands import Errand
from resources.dispatch.words import ASSET_LETTER, BLOCKED, GOING, letter, said
from resources.lifecycle import TeamStatus
from resources.models import Asset, Stock, Team
from resources.routing.legs import Leg

LOADING_MIN = 20  # what a store takes to load, until its city says otherwise
# The states from which somebody can be sent.
FREE = frozenset({TeamStatus.STANDBY.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A force as the board shows it. ``key`` names it in forms: ``team.<id>``.

    ``free`` of ``total`` is what can be sent of it, in ``unit``: one of one for a team. ``leg``
    is the way to the chosen incident, ``starts_in`` the minutes until it leaves. ``next_check``
    is when a thing is to be inspected, the ``errand`` says when a team is to be heard of;
    ``write_to`` are addressees of a message about it, each with what it is called.
    """

    key: str
    sort: str
    id: str
    name: str
    city: str
    kind: str
    kind_name: str
    letter: str
    status: str
    free: int
    total: int
    unit: str = ""
    note: str = ""
    people: int = 0
    vehicles: int = 0
    phone: str = ""
    capabilities: tuple[str, ...] = ()
    incident: UUID | None = None
    incident_title: str = ""
    deployment: str = ""
    since: datetime | None = None
    seen_at: datetime | None = None
    next_check: str = ""
    battery: int | None = None
    write_to: tuple[tuple[str, str], ...] = ()
    errand: Errand | None = None
    lat: float | None = None
    lon: float | None = None
    starts_in: int = 0
    reserved: tuple[datetime, datetime | None] | None = None
    is_there: bool = False
    illustrative: bool = False
    exercise: bool = False
    leg: Leg | None = None

    @property
    def city_name(self) -> str:
        """The city whose it is, short."""
        return regions.name(self.city).removesuffix("市")

    @property
    def said(self) -> str:
        """The word for its status."""
        return said(self.status)

    @property
    def is_free(self) -> bool:
        """Whether it can be sent now."""
        return self.status in FREE and self.free > 0

    @property
    def blocked(self) -> str:
        """What stands in its way, as far as one may know."""
        return self.errand.obstacle if self.errand and self.status == BLOCKED else ""

    @property
    def heard_by(self) -> datetime | None:
        """When its people are to say that they are well."""
        return self.errand.next_check if self.errand else None

    @property
    def message_url(self) -> str:
        """The address where a message to its people, or to its city's desk, is written."""
        desk = ((f"city:{self.city}", ""),)
        named = [
            pair
            for value, label in self.write_to or desk
            for pair in (("recipients", value), ("labels", label))
            if pair[1]
        ]
        return f"{reverse('messages')}?{urlencode(named)}"

    @property
    def is_closed_off(self) -> bool:
        """Whether no road leads there now."""
        return self.leg is not None and self.leg.minutes == float("inf")

    @property
    def minutes(self) -> int | None:
        """How many minutes until it would be there, called now; ``None`` when unknown."""
        if self.leg is None or self.is_closed_off or self.is_there:
            return None
        return round(self.leg.minutes + self.starts_in)

    @property
    def latest(self) -> int | None:
        """How many minutes at the most."""
        if self.leg is None or self.is_closed_off:
            return None
        return round(self.leg.high + self.starts_in)

    @property
    def arrives_at(self) -> datetime | None:
        """When it would be there, called now."""
        return None if self.minutes is None else now() + timedelta(minutes=self.minutes)

    @property
    def by_line(self) -> bool:
        """Whether the time is only that of the straight line."""
        return self.leg is not None and self.leg.by == "line"

    def along(self, leg: Leg | None) -> Self:
        """Return it with its way to the incident."""
        return replace(self, leg=leg)


def _degrees(point: Point | None) -> tuple[float | None, float | None]:
    return (point.y, point.x) if point is not None else (None, None)


def of_team(team: Team, errand: Errand | None = None) -> Unit:
    """Return a team as a line; needs ``state__deployment`` and ``position`` selected."""
    is_stuck = errand is not None and errand.obstacle != "" and team.state.status in GOING
    position = getattr(team, "position", None)
    lat, lon = _degrees(team.base)
    if position is not None:
        lat, lon = position.lat, position.lon
    deployment = team.state.deployment
    return Unit(
        key=f"team.{team.pk}",
        sort="team",
        id=str(team.pk),
        name=team.name,
        city=regions.city_of(team.region_id),
        kind=team.kind,
        kind_name=team.get_kind_display(),
        letter=letter(team.kind),
        status=BLOCKED if is_stuck else team.state.status,
        free=int(team.state.status in FREE),
        total=1,
        note=team.level,
        people=team.headcount,
        vehicles=team.vehicles,
        phone=team.phone,
        capabilities=tuple(team.capabilities),
        incident=deployment.incident_id if deployment else None,
        deployment=str(deployment.pk) if deployment else "",
        since=team.state.updated_at,
        seen_at=position.observed_at if position else None,
        lat=lat,
        lon=lon,
        starts_in=team.response_min,
        errand=errand,
        illustrative=team.is_illustrative,
        exercise=team.exercise_id is not None,
    )


def of_asset(asset: Asset) -> Unit:
    """Return a vehicle as a line; needs its state, supply and team selected."""
    lat, lon = _degrees(asset.base)
    deployment = asset.state.deployment
    return Unit(
        key=f"asset.{asset.pk}",
        sort="asset",
        id=str(asset.pk),
        name=asset.name,
        city=regions.city_of(asset.region_id),
        kind=asset.supply_id,
        kind_name=asset.supply.name,
        letter=letter(asset.supply_id, ASSET_LETTER),
        status=asset.state.status,
        free=int(asset.state.status in FREE),
        total=1,
        note=asset.team.name if asset.team else asset.depot,
        capabilities=tuple(asset.capabilities),
        incident=deployment.incident_id if deployment else None,
        deployment=str(deployment.pk) if deployment else "",
        since=asset.state.updated_at,
        next_check=asset.next_check.isoformat() if asset.next_check else "",
        lat=lat,
        lon=lon,
        starts_in=LOADING_MIN,
        illustrative=asset.is_illustrative,
        exercise=asset.exercise_id is not None,
    )


def of_stock(stock: Stock) -> Unit:
    """Return a stock as a line; needs ``supply`` selected."""
    lat, lon = _degrees(stock.point)
    status = TeamStatus.STANDBY if stock.available else TeamStatus.UNAVAILABLE
    return Unit(
        key=f"stock.{stock.pk}",
        sort="stock",
        id=str(stock.pk),
        name=stock.depot,
        city=regions.city_of(stock.region_id),
        kind=stock.supply_id,
        kind_name=stock.supply.name,
        letter=letter(stock.supply_id),
        status=status.value,
        free=stock.available,
        total=stock.on_hand,
        unit=stock.supply.unit,
        since=stock.updated_at,
        lat=lat,
        lon=lon,
        starts_in=LOADING_MIN,
        illustrative=stock.is_illustrative,
        exercise=stock.exercise_id is not None,
    )
