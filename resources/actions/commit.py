"""Giving a team, an asset or a quantity of stock to an incident. The lending city decides."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from resources.actions.booking import check_free, clock, take
from resources.actions.ordering import asked_of, judge, keep_back, order
from resources.models import Deployment
from resources.selectors.reading import locked_asset, locked_team, stock_of


@door
def commit_team(
    *,
    actor: Person | None,
    incident_id: UUID,
    team_id: UUID,
    request_id: UUID | None = None,
    need_id: UUID | None = None,
    people: int | None = None,
    vehicles: int | None = None,
    until: datetime | None = None,
    despite: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Order a team to an incident; ``people`` and ``vehicles`` when not all of it goes.

    It answers a request, or serves a need directly. ``until``: when it will be free
    again, if that is known. ``despite`` says why it goes though it lacks a capability
    that was asked for. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``Conflict`` when it is bound elsewhere, not ready, the request has not been
    accepted for it, or its city would go below a reserve floor unsigned.
    """
    asked = asked_of(actor, incident_id, request_id, need_id)
    team = locked_team(team_id)
    judge(actor, asked, team, 1, to=_("order a team"))
    check_free(team)
    keep_back(actor, asked, team, 1)
    return order(
        asked,
        Deployment(
            team=team,
            quantity=1,
            people=team.headcount if people is None else people,
            vehicles=team.vehicles if vehicles is None else vehicles,
        ),
        actor=actor,
        until=until,
        despite=despite,
        occurred_at=occurred_at,
    )


@door
def commit_asset(
    *,
    actor: Person | None,
    incident_id: UUID,
    asset_id: UUID,
    request_id: UUID | None = None,
    need_id: UUID | None = None,
    people: int = 0,
    vehicles: int = 1,
    until: datetime | None = None,
    despite: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Order a vehicle or a piece of equipment to an incident, with the people it needs.

    As ``commit_team``.
    """
    asked = asked_of(actor, incident_id, request_id, need_id)
    asset = locked_asset(asset_id)
    judge(actor, asked, asset, 1, to=_("order an asset"))
    check_free(asset)
    keep_back(actor, asked, asset, 1)
    return order(
        asked,
        Deployment(
            asset=asset,
            quantity=1,
            people=people,
            vehicles=vehicles,
        ),
        actor=actor,
        until=until,
        despite=despite,
        occurred_at=occurred_at,
    )


@door
def commit_stock(
    *,
    actor: Person | None,
    incident_id: UUID,
    stock_id: UUID,
    quantity: int,
    request_id: UUID | None = None,
    need_id: UUID | None = None,
    people: int = 0,
    vehicles: int = 0,
    until: datetime | None = None,
    despite: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Give a quantity of stock to an incident, with the people and vehicles that bring it.

    As ``commit_team``; raises ``Conflict`` when not so much is available.
    """
    asked = asked_of(actor, incident_id, request_id, need_id)
    stock = stock_of(stock_id)
    if quantity < 1:
        raise Invalid(_("Say how much."), quantity=quantity)
    judge(actor, asked, stock, quantity, to=_("give stock"))
    take(stock, quantity, occurred_at or clock())
    keep_back(actor, asked, stock, quantity)
    return order(
        asked,
        Deployment(
            stock=stock,
            quantity=quantity,
            people=people,
            vehicles=vehicles,
        ),
        actor=actor,
        until=until,
        despite=despite,
        occurred_at=occurred_at,
    )
