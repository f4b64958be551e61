"""The public view of needs, with how far each is met."""

from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet

from resources.models import Need
from resources.selectors.names import names_of, units_of
from resources.selectors.need_sums import Sums, sums_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCard:
    """A need: ``quantity`` is ``accepted`` plus ``open``, always.

    ``accepted`` is what requests were promised and what is one's ``own``; it is
    ``committed`` (ordered), ``reserved`` (kept for later) or still to be ordered.
    ``unasked`` is what nobody has been asked for and nobody serves.
    """

    id: str
    number: str
    incident: str | None
    what: str  # a kind of team, or the code of a supply
    is_team: bool
    name_zh: str
    name_en: str
    quantity: int
    unit: str  # as it was written
    unit_zh: str
    unit_en: str
    capabilities: list[str]
    place: str
    point: tuple[float, float] | None  # latitude, longitude
    needed_by: str | None
    priority: int
    remark: str
    requested: int
    own: int
    accepted: int
    committed: int
    reserved: int
    arrived: int
    open: int
    unasked: int
    closed: bool
    closed_for: str
    stated_at: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, need: Need, sums: Sums) -> Self:
        """Build the card; needs ``supply`` selected, asks nothing then."""
        zh, en = names_of(need)
        unit_zh, unit_en = units_of(need.supply)
        return cls(
            id=str(need.pk),
            number=need.number,
            incident=str(need.incident_id) if need.incident_id else None,
            what=need.supply_id or need.team_kind,
            is_team=bool(need.team_kind),
            name_zh=zh,
            name_en=en,
            quantity=need.quantity,
            unit=need.unit,
            unit_zh=unit_zh,
            unit_en=unit_en,
            capabilities=list(need.capabilities),
            place=need.place,
            point=(need.point.y, need.point.x) if need.point else None,
            needed_by=need.needed_by.isoformat() if need.needed_by else None,
            priority=need.priority,
            remark=need.remark,
            requested=sums.requested,
            own=sums.own,
            accepted=sums.accepted,
            committed=sums.committed,
            reserved=sums.reserved,
            arrived=sums.arrived,
            open=need.quantity - sums.accepted,
            unasked=max(need.quantity - sums.claimed - sums.own, 0),
            closed=need.closed_at is not None,
            closed_for=need.closed_for,
            stated_at=need.stated_at.isoformat(),
            origin=need.origin,
            exercise=need.exercise_id is not None,
            at=max(filter(None, (need.stated_at, need.closed_at, sums.at))).isoformat(),
        )


def need_cards(needs: QuerySet[Need]) -> list[NeedCard]:
    """Return the cards of needs, in their order. Three queries."""
    rows = list(needs.select_related("supply"))
    sums = sums_of(row.pk for row in rows)
    return [NeedCard.of(row, sums[row.pk]) for row in rows]
