"""One step of a deployment, and everything that follows from it."""

from datetime import datetime

from django.db.models import F

from command.core import authority
from command.core.models import Person
from resources.actions.standing import stand_thing
from resources.actions.telling import tell
from resources.folds import ARRIVED, CALLED, DEPLOYMENTS, FREED, GIVEN_BACK, RECALLED, REQUESTS
from resources.lifecycle import ENDED, DeploymentStatus
from resources.models import Deployment, DeploymentState, RequestState, Stock
from resources.selectors.reading import locked_asset, locked_team

S = DeploymentStatus


def take_step(
    deployment: Deployment,
    state: DeploymentState,
    to: str,
    *,
    asked: RequestState | None,
    actor: Person | None,
    at: datetime,
    arrived: int | None = None,
    recalled: bool = False,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> None:
    """Write the step, tell its request, free what it held, and tell the room.

    Incident, request and deployment are locked; ``arrived`` is how much is there after it,
    ``recalled`` that its owner takes it back.
    """
    before, was = state.arrived, state.status
    there = before if arrived is None else arrived
    data = {"arrived": there, "reason": reason}
    if recalled:
        data["recalled"] = True
    DEPLOYMENTS.add(state, to, actor=actor, occurred_at=at, data=data)
    if asked is not None:
        about = {"city": deployment.origin, "deployment": str(deployment.pk), "reason": reason}
        for kind, more in _news(deployment.quantity, was, to, before, there, recalled=recalled):
            REQUESTS.add(asked, kind, actor=actor, occurred_at=at, data={**about, **more})
    _lock(deployment)
    if to in ENDED:
        _bring_home(deployment, was, there, at)
    stand_thing(deployment)
    tell(deployment, actor=actor, occurred_at=occurred_at, reason=reason)


def _news(
    quantity: int, was: str, to: str, before: int, there: int, *, recalled: bool
) -> list[tuple[str, dict[str, int]]]:
    """Return what a request hears of a step: what came, what will not come any more."""
    if was == S.RESERVED:
        taken = {"recalled": quantity} if recalled else {}
        return [(CALLED if to == S.COMMITTED else FREED, {"quantity": quantity, **taken})]
    if recalled:
        return [(RECALLED, {"quantity": quantity, "arrived": there})]
    news = [(ARRIVED, {"quantity": there - before})] if there > before else []
    if to in {S.RELEASED, S.CANCELLED} and quantity > there:
        news.append((GIVEN_BACK, {"quantity": quantity - there}))
    return news


def _lock(deployment: Deployment) -> None:
    if deployment.team_id is not None:
        deployment.team = locked_team(deployment.team_id)
    elif deployment.asset_id is not None:
        deployment.asset = locked_asset(deployment.asset_id)


def _bring_home(deployment: Deployment, was: str, arrived: int, at: datetime) -> None:
    """Close the booking; what was not used up is available again. Only for the lender."""
    assert authority.current() == deployment.origin
    begun, until = deployment.period.lower, deployment.period.upper
    # It never ends after the time it was booked until, which may be another's already. An
    # order that never began leaves an empty booking behind.
    end = min(at, until) if until else at
    deployment.period = (begun, begun if was == S.RESERVED else max(begun, end))
    deployment.save(update_fields=["period"])
    stock = deployment.stock
    if stock is None:
        return
    used = arrived if stock.supply.is_consumable else 0
    Stock.objects.filter(pk=stock.pk).update(
        available=F("available") + deployment.quantity - used,
        on_hand=F("on_hand") - used,
        updated_at=at,
    )
