"""The public views of teams, assets and stocks: plain values, fit for JSON."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Self

from django.contrib.gis.geos import Point
from django.utils import translation

from command.core.regions import city_of
from resources.lifecycle import TeamKind
from resources.models import Asset, Stock, Team


@cache
def kind_name(kind: str, language: str) -> str:
    """Return the name of a kind of team in ``language``."""
    with translation.override(language):
        return str(TeamKind(kind).label)


def _degrees(point: Point | None) -> tuple[float | None, float | None]:
    return (point.y, point.x) if point is not None else (None, None)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCard:
    """A team as those may see it who see its city, or the incident it serves.

    ``lat`` and ``lon`` are its base; where it is now is telemetry (``units_for_map``).
    """

    id: str
    name: str
    kind: str
    kind_zh: str
    kind_en: str
    region: str
    city: str
    headcount: int
    vehicles: int
    level: str
    capabilities: list[str]
    response_min: int
    phone: str
    lat: float | None
    lon: float | None
    status: str
    reserved_from: str | None
    deployment: str | None
    incident: str | None
    illustrative: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, team: Team) -> Self:
        """Build the card; needs ``state__deployment`` selected, asks nothing then."""
        lat, lon = _degrees(team.base)
        deployment = team.state.deployment
        return cls(
            id=str(team.pk),
            name=team.name,
            kind=team.kind,
            kind_zh=kind_name(team.kind, "zh-hans"),
            kind_en=kind_name(team.kind, "en"),
            region=team.region_id,
            city=city_of(team.region_id),
            headcount=team.headcount,
            vehicles=team.vehicles,
            level=team.level,
            capabilities=list(team.capabilities),
            response_min=team.response_min,
            phone=team.phone,
            lat=lat,
            lon=lon,
            status=team.state.status,
            reserved_from=_iso(team.state.reserved_from),
            deployment=str(deployment.pk) if deployment else None,
            incident=str(deployment.incident_id) if deployment else None,
            illustrative=team.is_illustrative,
            origin=team.origin,
            exercise=team.exercise_id is not None,
            at=team.state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetCard:
    """A vehicle or a piece of equipment, as those may see it who see its city or its incident.

    ``team`` is the team whose it is; ``next_check`` a date.
    """

    id: str
    name: str
    supply: str
    supply_zh: str
    supply_en: str
    region: str
    city: str
    depot: str
    team: str | None
    capabilities: list[str]
    lat: float | None
    lon: float | None
    status: str
    reserved_from: str | None
    deployment: str | None
    incident: str | None
    next_check: str | None
    illustrative: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, asset: Asset) -> Self:
        """Build the card; needs ``state__deployment`` and ``supply`` selected."""
        lat, lon = _degrees(asset.base)
        deployment = asset.state.deployment
        return cls(
            id=str(asset.pk),
            name=asset.name,
            supply=asset.supply_id,
            supply_zh=asset.supply.name_zh,
            supply_en=asset.supply.name_en,
            region=asset.region_id,
            city=city_of(asset.region_id),
            depot=asset.depot,
            team=str(asset.team_id) if asset.team_id else None,
            capabilities=list(asset.capabilities),
            lat=lat,
            lon=lon,
            status=asset.state.status,
            reserved_from=_iso(asset.state.reserved_from),
            deployment=str(deployment.pk) if deployment else None,
            incident=str(deployment.incident_id) if deployment else None,
            next_check=asset.next_check.isoformat() if asset.next_check else None,
            illustrative=asset.is_illustrative,
            origin=asset.origin,
            exercise=asset.exercise_id is not None,
            at=asset.state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCard:
    """A stock: ``available`` of ``on_hand``, in the unit of the supply."""

    id: str
    depot: str
    region: str
    city: str
    lat: float | None
    lon: float | None
    supply: str
    supply_zh: str
    supply_en: str
    unit_zh: str
    unit_en: str
    consumable: bool
    on_hand: int
    available: int
    agreement: bool
    illustrative: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, stock: Stock) -> Self:
        """Build the card; needs ``supply`` selected, asks nothing then."""
        lat, lon = _degrees(stock.point)
        return cls(
            id=str(stock.pk),
            depot=stock.depot,
            region=stock.region_id,
            city=city_of(stock.region_id),
            lat=lat,
            lon=lon,
            supply=stock.supply_id,
            supply_zh=stock.supply.name_zh,
            supply_en=stock.supply.name_en,
            unit_zh=stock.supply.unit_zh,
            unit_en=stock.supply.unit_en,
            consumable=stock.supply.is_consumable,
            on_hand=stock.on_hand,
            available=stock.available,
            agreement=stock.is_agreement,
            illustrative=stock.is_illustrative,
            origin=stock.origin,
            exercise=stock.exercise_id is not None,
            at=stock.updated_at.isoformat(),
        )
