"""The public views of the register: plain values, fit for JSON. None holds a person's name."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.utils import translation

from command.core.regions import city_of
from command.core.times import iso, iso_or_none
from resources.register.kinds import SYMBOLS, FacilityKind
from resources.register.models import Expert, Facility, StockLot, TeamShift, TeamSkill


@cache
def kind_name(kind: str, language: str) -> str:
    """Return the name of a kind of facility in ``language``."""
    with translation.override(language):
        return str(FacilityKind(kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityCard:
    """A facility as all four cities may see it.

    ``precision_m`` is how well the point is known, ``level`` that of a major hazard
    installation. ``occupied`` of ``capacity`` people in a shelter, ``beds`` by kind with
    ``staffed`` and ``occupied``, both as counted at ``counted_at``.
    """

    id: str
    kind: str
    kind_zh: str
    kind_en: str
    symbol: str
    name: str
    name_en: str
    region: str
    city: str
    place: str
    lat: float
    lon: float
    precision_m: int
    source: str
    details: dict[str, Any]
    level: int | None
    note: str
    capacity: int | None
    occupied: int | None
    beds: dict[str, Any]
    beds_free: int | None
    counted_at: str | None
    closed_at: str | None
    illustrative: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: Facility) -> Self:
        """Build the card; asks nothing."""
        free = [one["staffed"] - one["occupied"] for one in row.beds.values()]
        return cls(
            id=str(row.pk),
            kind=row.kind,
            kind_zh=kind_name(row.kind, "zh-hans"),
            kind_en=kind_name(row.kind, "en"),
            symbol=SYMBOLS.get(row.kind, ""),
            name=row.name,
            name_en=row.name_en,
            region=row.region_id,
            city=city_of(row.region_id),
            place=row.place,
            lat=row.point.y,
            lon=row.point.x,
            precision_m=row.coord_precision_m,
            source=row.source_note,
            details=row.details,
            level=row.level,
            note=row.note,
            capacity=row.details.get("capacity"),
            occupied=row.occupied,
            beds=row.beds,
            beds_free=sum(free) if free else None,
            counted_at=iso_or_none(row.counted_at),
            closed_at=iso_or_none(row.closed_at),
            illustrative=row.is_illustrative,
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(row.updated_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillCard:
    """A certificate of a team; who holds it is asked for apart."""

    id: str
    team: str
    certificate: str
    number: str
    issuer: str
    people: int
    valid_until: str | None
    ended_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: TeamSkill) -> Self:
        """Build the card; asks nothing."""
        return cls(
            id=str(row.pk),
            team=str(row.team_id),
            certificate=row.certificate,
            number=row.number,
            issuer=row.issuer,
            people=row.people,
            valid_until=row.valid_until.isoformat() if row.valid_until else None,
            ended_at=iso_or_none(row.ended_at),
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(row.ended_at or row.entered_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOfTeamCard:
    """So many people of a team on duty for some hours."""

    id: str
    team: str
    starts_at: str
    ends_at: str
    people: int
    note: str
    withdrawn_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: TeamShift) -> Self:
        """Build the card; asks nothing."""
        return cls(
            id=str(row.pk),
            team=str(row.team_id),
            starts_at=iso(row.starts_at),
            ends_at=iso(row.ends_at),
            people=row.people,
            note=row.note,
            withdrawn_at=iso_or_none(row.withdrawn_at),
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(row.withdrawn_at or row.starts_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertCard:
    """An expert as all four cities may see one: what they know, not who they are."""

    id: str
    organisation: str
    title: str
    families: list[str]
    speciality: str
    region: str
    city: str
    illustrative: bool
    forgotten_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: Expert) -> Self:
        """Build the card; asks nothing."""
        return cls(
            id=str(row.pk),
            organisation=row.organisation,
            title=row.title,
            families=list(row.families),
            speciality=row.speciality,
            region=row.region_id,
            city=city_of(row.region_id),
            illustrative=row.is_illustrative,
            forgotten_at=iso_or_none(row.forgotten_at),
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(row.updated_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LotCard:
    """A lot of a stock."""

    id: str
    stock: str
    number: str
    quantity: int
    produced: str | None
    expires: str | None
    next_check: str | None
    firm: str
    agreement: str
    calloff_hours: int | None
    note: str
    illustrative: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: StockLot) -> Self:
        """Build the card; asks nothing."""
        return cls(
            id=str(row.pk),
            stock=str(row.stock_id),
            number=row.number,
            quantity=row.quantity,
            produced=row.produced.isoformat() if row.produced else None,
            expires=row.expires.isoformat() if row.expires else None,
            next_check=row.next_check.isoformat() if row.next_check else None,
            firm=row.firm,
            agreement=row.agreement,
            calloff_hours=row.calloff_hours,
            note=row.note,
            illustrative=row.is_illustrative,
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(row.updated_at),
        )
