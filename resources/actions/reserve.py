"""Keeping a team, an asset or a quantity of stock for later, and calling it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.selectors import locked as locked_incident
from resources.actions.advance import advance_deployment, authorise
from resources.actions.booking import check_free, check_window, clock, take, written
from resources.actions.capable import Thing
from resources.actions.ordering import asked_of, enter, judge, keep_back
from resources.actions.stepping import take_step
from resources.lifecycle import DeploymentStatus, check_step
from resources.models import Asset, Deployment, Stock, Team
from resources.selectors.reading import (
    deployment_of,
    incident_of,
    locked_asset,
    locked_deployment,
    locked_request,
    locked_team,
    stock_of,
)

S = DeploymentStatus


@door
def reserve(
    *,
    actor: Person | None,
    incident_id: UUID,
    starts: datetime,
    until: datetime,
    team_id: UUID | None = None,
    asset_id: UUID | None = None,
    stock_id: UUID | None = None,
    quantity: int = 1,
    request_id: UUID | None = None,
    need_id: UUID | None = None,
    people: int | None = None,
    vehicles: int | None = None,
    despite: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Keep one team, one asset or a quantity of stock for an incident from ``starts``.

    It stays where it is until it is called, and is free again at ``until`` if nobody has
    called it. Raises as ``commit_team``, and ``Conflict`` with who has it when, where the
    window overlaps another booking. Stock is out of what is available at once.
    """
    asked = asked_of(actor, incident_id, request_id, need_id)
    thing = _thing(team_id, asset_id, stock_id)
    number = quantity if isinstance(thing, Stock) else 1
    if number < 1:
        raise Invalid(_("Say how much."), quantity=quantity)
    judge(actor, asked, thing, number, to=_("reserve forces"))
    at = occurred_at or clock()
    if not at <= starts < until:
        raise Invalid(_("A reservation begins later, and ends after that."))
    if isinstance(thing, Stock):
        take(thing, number, at)
    keep_back(actor, asked, thing, number)
    team = thing if isinstance(thing, Team) else None
    deployment = Deployment(
        team=team,
        asset=thing if isinstance(thing, Asset) else None,
        stock=thing if isinstance(thing, Stock) else None,
        quantity=number,
        people=(team.headcount if team else 0) if people is None else people,
        vehicles=(team.vehicles if team else 0) if vehicles is None else vehicles,
        ordered_at=at,
        is_reserved=True,
        period=(starts, until),
    )
    return enter(
        asked, deployment, actor=actor, at=at, despite=despite, occurred_at=occurred_at
    )


@door
def call_reserved(
    *,
    actor: Person | None,
    deployment_id: UUID,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Order what was kept for later; called early, it is booked from now on.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when it is not reserved, or
    ``Conflict`` when it is still out elsewhere, not ready, or its window is over.
    """
    deployment = deployment_of(deployment_id)
    incident = incident_of(deployment)
    held = locked_incident(incident.pk, actor=None)
    asked = locked_request(deployment.request_id) if deployment.request_id else None
    state = locked_deployment(deployment_id)
    authorise(actor, deployment, incident, S.COMMITTED)
    check_step(state.status, S.COMMITTED)
    if held.status in ENDED_INCIDENTS:
        raise Conflict(_("The incident is over."), status=held.status)
    if deployment.stock_id is None:
        check_free(_thing(deployment.team_id, deployment.asset_id, None))  # type: ignore[arg-type]  # no stock
    at = occurred_at or clock()
    _begin(deployment, at)
    take_step(
        deployment,
        state,
        S.COMMITTED,
        asked=asked,
        actor=actor,
        at=at,
        reason=reason,
        occurred_at=occurred_at,
    )
    return deployment


@door
def cancel_reservation(
    *,
    actor: Person | None,
    deployment_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Deployment:
    """Keep it no longer; what a city has promised by it stays promised."""
    # Locked in the order of locks; with the incident held nobody calls it meanwhile.
    locked_incident(incident_of(deployment_of(deployment_id)).pk, actor=None)
    if deployment_of(deployment_id).state.status != S.RESERVED:
        raise Conflict(_("It is not reserved."), deployment=str(deployment_id))
    return advance_deployment(
        actor=actor,
        deployment_id=deployment_id,
        to=S.CANCELLED,
        reason=reason,
        occurred_at=occurred_at,
    )


@door
def lapse_reservation(*, actor: Person | None, deployment_id: UUID) -> bool:
    """Free what nobody has called in its time; return whether it was still kept. The system.

    Raises ``NotThere`` when somebody holds it at this moment: the next beat finds it again.
    """
    deployment = deployment_of(deployment_id)
    with authority.acting_as(deployment.origin):
        incident = incident_of(deployment)
        locked_incident(incident.pk, actor=None)
        asked = locked_request(deployment.request_id) if deployment.request_id else None
        state = locked_deployment(deployment_id, skip=True)
        at = clock()
        until = deployment_of(deployment_id).period.upper
        if actor is not None or state.status != S.RESERVED or until is None or until > at:
            return False
        take_step(
            deployment,
            state,
            S.CANCELLED,
            asked=asked,
            actor=None,
            at=at,
            reason=_("Nobody has called it in its time."),
        )
    return True


def _begin(deployment: Deployment, at: datetime) -> None:
    starts, until = deployment.period.lower, deployment.period.upper
    if until <= at:
        raise Conflict(_("The time it was reserved for is over."), until=until.isoformat())
    if at < starts:
        deployment.period = (at, until)
        check_window(deployment)
        written(deployment, update_fields=["period"])
        deployment.refresh_from_db(fields=["period"])


def _thing(team_id: UUID | None, asset_id: UUID | None, stock_id: UUID | None) -> Thing:
    if sum(one is not None for one in (team_id, asset_id, stock_id)) != 1:
        raise Invalid(_("Reserve one team, one asset, or one stock."))
    if team_id is not None:
        return locked_team(team_id)
    return locked_asset(asset_id) if asset_id is not None else stock_of(stock_id)  # type: ignore[arg-type]  # the third
