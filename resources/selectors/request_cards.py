"""The public views of requests, deployments and offers: plain values, fit for JSON."""

from dataclasses import dataclass
from typing import Any, Self

from resources.models import Deployment, ResourceOffer, ResourceRequest, Supply
from resources.selectors.cards import kind_name


def _names(row: ResourceRequest | ResourceOffer) -> tuple[str, str]:
    if row.supply is not None:
        return row.supply.name_zh, row.supply.name_en
    return kind_name(row.team_kind, "zh-hans"), kind_name(row.team_kind, "en")


def _units(supply: Supply | None) -> tuple[str, str]:
    return (supply.unit_zh, supply.unit_en) if supply else ("支", "teams")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    """A request: ``quantity`` is ``filled`` (accepted) plus ``open``, always.

    ``provisional`` is hoped for and counts as open. ``lines`` holds for each
    authority asked: ``answer``, ``quantity``, ``reason``, ``at``, ``committed``,
    ``arrived``; an empty ``answer`` means that it has not answered yet.
    """

    id: str
    number: str
    incident: str | None
    what: str  # a kind of team, or the code of a supply
    is_team: bool
    name_zh: str
    name_en: str
    quantity: int
    unit: str  # as the asker wrote it
    unit_zh: str
    unit_en: str
    place: str
    needed_by: str | None
    asked: list[str]
    status: str
    filled: int
    open: int
    provisional: int
    committed: int
    arrived: int
    awaiting: list[str]
    lines: dict[str, dict[str, Any]]
    requested_at: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, request: ResourceRequest) -> Self:
        """Build the card; needs ``state`` and ``supply`` selected, asks nothing then."""
        state = request.state
        zh, en = _names(request)
        unit_zh, unit_en = _units(request.supply)
        return cls(
            id=str(request.pk),
            number=request.number,
            incident=str(request.incident_id) if request.incident_id else None,
            what=request.supply_id or request.team_kind,
            is_team=bool(request.team_kind),
            name_zh=zh,
            name_en=en,
            quantity=request.quantity,
            unit=request.unit,
            unit_zh=unit_zh,
            unit_en=unit_en,
            place=request.place,
            needed_by=request.needed_by.isoformat() if request.needed_by else None,
            asked=list(request.asked),
            status=state.status,
            filled=state.accepted,
            open=state.requested - state.accepted,
            provisional=state.provisional,
            committed=state.committed,
            arrived=state.arrived,
            awaiting=list(state.awaiting),
            lines=state.lines,
            requested_at=request.requested_at.isoformat(),
            origin=request.origin,
            exercise=request.exercise_id is not None,
            at=state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentCard:
    """A team or a quantity of stock given to an incident; ``origin`` is the lender."""

    id: str
    incident: str | None
    request: str | None
    team: str | None
    stock: str | None
    name: str  # of the team; of the depot, where it is stock
    kind: str  # of the team; the code of the supply, where it is stock
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    quantity: int
    arrived: int
    people: int
    vehicles: int
    status: str
    ordered_at: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, deployment: Deployment) -> Self:
        """Build the card; needs state, team, stock and supply selected, asks nothing then."""
        team, stock = deployment.team, deployment.stock
        if team is not None:
            name, kind = team.name, team.kind
            zh, en = kind_name(kind, "zh-hans"), kind_name(kind, "en")
            units = _units(None)
        else:
            assert stock is not None
            name, kind = stock.depot, stock.supply_id
            zh, en = stock.supply.name_zh, stock.supply.name_en
            units = _units(stock.supply)
        return cls(
            id=str(deployment.pk),
            incident=str(deployment.incident_id) if deployment.incident_id else None,
            request=str(deployment.request_id) if deployment.request_id else None,
            team=str(team.pk) if team else None,
            stock=str(stock.pk) if stock else None,
            name=name,
            kind=kind,
            name_zh=zh,
            name_en=en,
            unit_zh=units[0],
            unit_en=units[1],
            quantity=deployment.quantity,
            arrived=deployment.state.arrived,
            people=deployment.people,
            vehicles=deployment.vehicles,
            status=deployment.state.status,
            ordered_at=deployment.ordered_at.isoformat(),
            origin=deployment.origin,
            exercise=deployment.exercise_id is not None,
            at=deployment.state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """An unsolicited offer, and what became of it."""

    id: str
    number: str
    incident: str | None
    what: str
    is_team: bool
    name_zh: str
    name_en: str
    quantity: int
    unit: str  # as the giver wrote it
    unit_zh: str
    unit_en: str
    remark: str
    status: str
    reason: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, offer: ResourceOffer) -> Self:
        """Build the card; needs ``supply`` selected and ``replies`` prefetched."""
        zh, en = _names(offer)
        unit_zh, unit_en = _units(offer.supply)
        reply = next(iter(offer.replies.all()), None)
        status = "open" if reply is None else "accepted" if reply.is_accepted else "declined"
        return cls(
            id=str(offer.pk),
            number=offer.number,
            incident=str(offer.incident_id) if offer.incident_id else None,
            what=offer.supply_id or offer.team_kind,
            is_team=bool(offer.team_kind),
            name_zh=zh,
            name_en=en,
            quantity=offer.quantity,
            unit=offer.unit,
            unit_zh=unit_zh,
            unit_en=unit_en,
            remark=offer.remark,
            status=status,
            reason=reply.reason if reply else "",
            origin=offer.origin,
            exercise=offer.exercise_id is not None,
            at=(reply.answered_at if reply else offer.offered_at).isoformat(),
        )
