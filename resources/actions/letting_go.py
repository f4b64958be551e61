"""Letting go of what is not needed any more, each as far as it has come."""

from datetime import datetime

from django.db.models import QuerySet

from command.core import authority
from command.core.models import Person
from resources.actions.booking import clock
from resources.actions.stepping import take_step
from resources.lifecycle import MOVING, DeploymentStatus
from resources.models import DeploymentState
from resources.selectors.reading import deployment_of, locked_deployment, locked_request

S = DeploymentStatus
NOT_LEFT = frozenset({S.RESERVED, S.COMMITTED})


def let_go(
    found: QuerySet[DeploymentState],
    *,
    actor: Person | None,
    reason: str,
    occurred_at: datetime | None,
) -> None:
    """Cancel what has not left, and release what is on its way; the scene keeps what it has.

    The incident is locked, and who may say so has been judged. What has not left is
    cancelled in its lender's name: only the owner frees what it owns.
    """
    going = found.filter(status__in=[*NOT_LEFT, *MOVING])
    # In order of requests, so that two doors never wait for each other's.
    ordered = going.order_by("deployment__request_id", "deployment_id")
    for deployment_id in list(ordered.values_list("deployment_id", flat=True)):
        deployment = deployment_of(deployment_id)
        asked = locked_request(deployment.request_id) if deployment.request_id else None
        state = locked_deployment(deployment_id)
        has_left = state.status not in NOT_LEFT
        acting = authority.current() if has_left else deployment.origin
        with authority.acting_as(acting):
            take_step(
                deployment,
                state,
                S.RELEASED if has_left else S.CANCELLED,
                asked=asked,
                actor=actor if has_left else None,
                at=occurred_at or clock(),
                reason=reason,
                occurred_at=occurred_at,
            )
