"""The public views of requests, deployments and offers: plain values, fit for JSON."""

from dataclasses import dataclass
from typing import Any, Self

from resources.models import Deployment, ResourceOffer, ResourceRequest
from resources.selectors.cards import kind_name
from resources.selectors.names import names_of, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    """A request: ``quantity`` is ``filled`` (accepted) plus ``open``, always.

    ``provisional`` is hoped for and counts as open. ``lines`` holds for each
    authority asked: ``answer``, ``quantity``, ``reason``, ``at``, ``committed``,
    ``reserved``, ``arrived``; an empty ``answer`` means that it has not answered yet.
    """

    id: str
    number: str
    incident: str | None
    need: str | None
    what: str  # a kind of team, or the code of a supply
    is_team: bool
    name_zh: str
    name_en: str
    quantity: int
    unit: str  # as the asker wrote it
    unit_zh: str
    unit_en: str
    capabilities: list[str]
    place: str
    needed_by: str | None
    asked: list[str]
    status: str
    filled: int
    open: int
    provisional: int
    committed: int
    reserved: int
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
        zh, en = names_of(request)
        unit_zh, unit_en = units_of(request.supply)
        return cls(
            id=str(request.pk),
            number=request.number,
            incident=str(request.incident_id) if request.incident_id else None,
            need=str(request.need_id) if request.need_id else None,
            what=request.supply_id or request.team_kind,
            is_team=bool(request.team_kind),
            name_zh=zh,
            name_en=en,
            quantity=request.quantity,
            unit=request.unit,
            unit_zh=unit_zh,
            unit_en=unit_en,
            capabilities=list(request.capabilities),
            place=request.place,
            needed_by=request.needed_by.isoformat() if request.needed_by else None,
            asked=list(request.asked),
            status=state.status,
            filled=state.accepted,
            open=state.requested - state.accepted,
            provisional=state.provisional,
            committed=state.committed,
            reserved=state.reserved,
            arrived=state.arrived,
            awaiting=list(state.awaiting),
            lines={city: {"reserved": 0, **line} for city, line in state.lines.items()},
            requested_at=request.requested_at.isoformat(),
            origin=request.origin,
            exercise=request.exercise_id is not None,
            at=state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentCard:
    """A team, an asset or a quantity of stock given to an incident; ``origin`` is the lender.

    It is booked from ``starts`` until ``until``, or until further notice. ``lacks`` are
    capabilities that were asked for and that it does not have; ``remark`` says why it goes.
    """

    id: str
    incident: str | None
    request: str | None
    need: str | None
    team: str | None
    asset: str | None
    stock: str | None
    name: str  # of the team or the asset; of the depot, where it is stock
    kind: str  # of the team; else the code of the supply
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
    starts: str | None
    until: str | None
    lacks: list[str]
    remark: str
    recalled: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, deployment: Deployment) -> Self:
        """Build the card; needs state, team, stock and supply selected, asks nothing then."""
        team, asset, stock = deployment.team, deployment.asset, deployment.stock
        thing = team or asset or stock
        assert thing is not None
        if team is not None:
            kind, supply = team.kind, None
            zh, en = kind_name(kind, "zh-hans"), kind_name(kind, "en")
        else:
            supply = (asset or stock).supply  # type: ignore[union-attr]  # one of them is there
            kind, zh, en = supply.pk, supply.name_zh, supply.name_en
        units = units_of(supply)
        period = deployment.period
        return cls(
            id=str(deployment.pk),
            incident=str(deployment.incident_id) if deployment.incident_id else None,
            request=str(deployment.request_id) if deployment.request_id else None,
            need=str(deployment.need_id) if deployment.need_id else None,
            team=str(team.pk) if team else None,
            asset=str(asset.pk) if asset else None,
            stock=str(stock.pk) if stock else None,
            name=stock.depot if stock else thing.name,  # type: ignore[union-attr]  # no stock
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
            starts=period.lower.isoformat() if period.lower else None,
            until=period.upper.isoformat() if period.upper else None,
            lacks=list(deployment.lacks),
            remark=deployment.remark,
            recalled=deployment.state.recalled,
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
        """Build the card; needs ``supply``, ``replies`` and ``withdrawals`` fetched along."""
        zh, en = names_of(offer)
        unit_zh, unit_en = units_of(offer.supply)
        reply = next(iter(offer.replies.all()), None)
        gone = next(iter(offer.withdrawals.all()), None)
        if gone is not None:
            status, reason, at = "withdrawn", gone.reason, gone.withdrawn_at
        elif reply is None:
            status, reason, at = "open", "", offer.offered_at
        else:
            status = "accepted" if reply.is_accepted else "declined"
            reason, at = reply.reason, reply.answered_at
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
            reason=reason,
            origin=offer.origin,
            exercise=offer.exercise_id is not None,
            at=at.isoformat(),
        )
