"""Moving a deployment on, from the order until everything is home."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.policies import holds, require
from incidents.models import Incident
from incidents.selectors import locked as locked_incident
from resources.actions.booking import clock
from resources.actions.stepping import take_step
from resources.lifecycle import ENDED, DeploymentStatus, check_step
from resources.models import Deployment, DeploymentState
from resources.rights import MAY_ASK, MAY_COMMIT, require_own
from resources.selectors.reading import (
    deployment_of,
    incident_of,
    locked_deployment,
    locked_request,
)

S = DeploymentStatus


@door
def advance_deployment(
    *,
    actor: Person | None,
    deployment_id: UUID,
    to: str,
    quantity: int | None = None,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Move a deployment to the status ``to``; steps may be skipped, none is taken back.

    On arrival ``quantity`` says how much of a stock is there by now, when it is
    not all; arriving again with more brings the rest. Coming home and
    cancelling are the lender's to say; a team says where it is; the scene may
    check it in and release it. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, ``BadTransition`` or ``Conflict``.
    """
    if to not in S.values:
        raise Invalid(_("There is no such status."), to=to)
    deployment = deployment_of(deployment_id)
    incident = incident_of(deployment)
    locked_incident(incident.pk, actor=None)
    asked = locked_request(deployment.request_id) if deployment.request_id else None
    state = locked_deployment(deployment_id)
    authorise(actor, deployment, incident, S(to))
    arrived = _judge(deployment, state, to, quantity)
    take_step(
        deployment,
        state,
        to,
        asked=asked,
        actor=actor,
        at=occurred_at or clock(),
        arrived=arrived,
        reason=reason,
        occurred_at=occurred_at,
    )
    return deployment


@door
def release_deployment(
    *,
    actor: Person | None,
    deployment_id: UUID,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Deployment:
    """Let a deployment go home: it is no longer needed."""
    return advance_deployment(
        actor=actor,
        deployment_id=deployment_id,
        to=S.RELEASED,
        reason=reason,
        occurred_at=occurred_at,
    )


@door
def release_forces(
    *,
    actor: Person | None,
    incident_id: UUID,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> int:
    """Let everything go that is still at an incident; return how many deployments."""
    incident = locked_incident(incident_id, actor=actor).incident
    require(
        actor,
        MAY_ASK,
        to=_("release forces"),
        region=incident.region_id,
        room=incident.room_id,
    )
    there = DeploymentState.objects.filter(deployment__incident=incident)
    there = there.exclude(status__in=[*ENDED, S.RELEASED])
    # In order of requests, so that two doors never wait for each other's.
    ordered = there.order_by("deployment__request_id", "deployment_id")
    found = list(ordered.values_list("deployment_id", "status", "deployment__origin"))
    for deployment_id, status, lender in found:
        if status == S.RESERVED:
            cancel_for(lender, deployment_id, reason=reason, occurred_at=occurred_at)
        else:
            release_deployment(
                actor=actor,
                deployment_id=deployment_id,
                reason=reason,
                occurred_at=occurred_at,
            )
    return len(found)


def cancel_for(
    lender: str, deployment_id: UUID, *, reason: str = "", occurred_at: datetime | None = None
) -> None:
    """Cancel what has not left, in its lender's name; the system does that inside a door."""
    with authority.acting_as(lender):
        advance_deployment(
            actor=None,
            deployment_id=deployment_id,
            to=S.CANCELLED,
            reason=reason,
            occurred_at=occurred_at,
        )


def authorise(
    actor: Person | None, deployment: Deployment, incident: Incident, to: DeploymentStatus
) -> None:
    """Raise unless ``actor`` may take a deployment there: its lender, its team, the scene."""
    act = _("move a deployment")
    if to in ENDED:
        require_own(deployment.origin, to=act)
    if actor is None:
        return
    thing = deployment.team or deployment.asset or deployment.stock
    assert thing is not None
    if actor.origin == deployment.origin and (
        holds(actor, MAY_COMMIT, region=thing.region_id)
        or (to not in ENDED and _is_member(actor, deployment))
    ):
        return
    if to in {S.ON_SCENE, S.RELEASED}:
        require(actor, MAY_ASK, to=act, region=incident.region_id, room=incident.room_id)
    else:
        require(actor, MAY_COMMIT, to=act, region=thing.region_id)
        require_own(deployment.origin, to=act)


def _is_member(actor: Person, deployment: Deployment) -> bool:
    team = deployment.team
    return team is not None and (
        team.members.filter(person=actor, left_at__isnull=True).exists()
    )


def _judge(
    deployment: Deployment, state: DeploymentState, to: str, quantity: int | None
) -> int:
    """Return how much has arrived after the step. Raises when the step cannot be."""
    if to in {S.RESERVED, S.COMMITTED}:
        raise BadTransition(
            _("An order is given, and a reservation called, by a door of its own."),
            status=state.status,
            allowed=[],
        )
    if to != S.ON_SCENE:
        check_step(state.status, to)
        return state.arrived
    if quantity is not None and deployment.stock_id is None and quantity != 1:
        raise Invalid(_("A team arrives whole."), quantity=quantity)
    arrived = deployment.quantity if quantity is None else quantity
    if not (state.status == S.ON_SCENE and arrived > state.arrived):
        check_step(state.status, to)
    if not 1 <= arrived <= deployment.quantity:
        raise Conflict(
            _("Only %(sent)s were sent.") % {"sent": deployment.quantity},
            sent=deployment.quantity,
        )
    return arrived
