"""What every order has in common: whom it serves, whether it may be, how it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import require
from incidents.models import Incident
from resources.actions.booking import (
    answered,
    book,
    check_line,
    clock,
    open_incident,
    request_for,
    same_world,
)
from resources.actions.capable import Thing, judge_capable
from resources.actions.needing import check_need, need_for
from resources.actions.standing import stand_thing
from resources.actions.telling import tell
from resources.keeping import Giving, judge_giving
from resources.models import Deployment, Need, RequestState, Stock, Team
from resources.rights import MAY_COMMIT, require_own


@dataclass(frozen=True, slots=True)
class Asked:
    """What an order serves: an incident, and its need or request, all locked."""

    incident: Incident
    need: Need | None
    request: RequestState | None

    @property
    def capabilities(self) -> Iterable[str]:
        """What the thing that goes should be able to do."""
        if self.request is not None:
            return self.request.request.capabilities
        return self.need.capabilities if self.need else ()


def asked_of(
    actor: Person | None, incident_id: UUID, request_id: UUID | None, need_id: UUID | None
) -> Asked:
    """Return what an order serves, locked in the order of locks.

    A request knows its need; only what answers no request names a need itself.
    """
    incident = open_incident(actor, incident_id)
    if request_id is not None and need_id is not None:
        raise Invalid(_("It answers a request or serves a need, not both."))
    need = need_for(need_id, incident)
    return Asked(incident, need, request_for(request_id, incident))


def judge(actor: Person | None, asked: Asked, thing: Thing, quantity: int, *, to: str) -> None:
    """Raise unless ``actor`` may give so much of a thing, and it was asked for."""
    require(actor, MAY_COMMIT, to=to, region=thing.region_id)
    require_own(thing.origin, to=to)
    same_world(thing, asked.incident)
    if asked.request is not None:
        check_line(asked.request, thing, quantity)
    if asked.need is not None:
        check_need(asked.need, thing, quantity)


def keep_back(actor: Person | None, asked: Asked, thing: Thing, quantity: int) -> None:
    """Raise ``Conflict`` when giving it goes below what the city keeps, unsigned."""
    giving = Giving(
        city=thing.origin,
        what=thing.kind if isinstance(thing, Team) else thing.supply_id,
        quantity=quantity,
        incident=asked.incident,
        request=asked.request.request if asked.request else None,
        is_taken=isinstance(thing, Stock),
    )
    judge_giving(actor, giving)


def order(
    asked: Asked,
    deployment: Deployment,
    *,
    actor: Person | None,
    until: datetime | None,
    despite: str,
    occurred_at: datetime | None,
) -> Deployment:
    """Book a new deployment from now on, tell it, and return it."""
    at = occurred_at or clock()
    if until is not None and until <= at:
        raise Invalid(_("It is free again only after it has been ordered."))
    deployment.ordered_at = at
    deployment.period = (at, until)
    return enter(
        asked, deployment, actor=actor, at=at, despite=despite, occurred_at=occurred_at
    )


def enter(
    asked: Asked,
    deployment: Deployment,
    *,
    actor: Person | None,
    at: datetime,
    despite: str,
    occurred_at: datetime | None,
) -> Deployment:
    """Write a new deployment with its window, and let everything know that it changes."""
    deployment.incident = asked.incident
    deployment.need = asked.need
    deployment.request = asked.request.request if asked.request else None
    judge_capable(deployment, asked.capabilities, despite)
    book(deployment)
    answered(asked.request, deployment, actor, at)
    stand_thing(deployment)
    tell(deployment, actor=actor, occurred_at=occurred_at, reason=deployment.remark)
    return deployment
