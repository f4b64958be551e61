"""The API of what is kept for later, of what is recalled, and of what is let go."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import Conflict
from resources import selectors
from resources.actions import (
    call_reserved,
    cancel_reservation,
    recall_deployment,
    release_forces,
    reserve,
)
from resources.api.answers import DeploymentAnswer, ReleasedAnswer
from resources.api.asset_inputs import CallReservedInput, ReleaseInput, ReserveInput, WhyInput


class Reserve(ApiView):
    """``/api/deployments/reserve/``."""

    @extend_schema(
        operation_id="deployments_reserve",
        request=ReserveInput,
        responses={HTTP_201_CREATED: DeploymentAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Keep a team, an asset or a quantity of stock for an incident."""
        made = reserve(actor=request.user, **self.read(ReserveInput))
        return Response(_card(request, made.pk), status=HTTP_201_CREATED)


class CallReserved(ApiView):
    """``/api/deployments/<id>/call/``."""

    @extend_schema(
        operation_id="deployments_call", request=CallReservedInput, responses=DeploymentAnswer
    )
    def post(self, request: PersonRequest, deployment_id: UUID) -> Response:
        """Order what was kept."""
        given = self.read(CallReservedInput)
        call_reserved(actor=request.user, deployment_id=deployment_id, **given)
        return Response(_card(request, deployment_id))


class CancelReservation(ApiView):
    """``/api/deployments/<id>/unreserve/``."""

    @extend_schema(
        operation_id="deployments_unreserve", request=WhyInput, responses=DeploymentAnswer
    )
    def post(self, request: PersonRequest, deployment_id: UUID) -> Response:
        """Keep it no longer."""
        given = self.read(WhyInput)
        cancel_reservation(actor=request.user, deployment_id=deployment_id, **given)
        return Response(_card(request, deployment_id))


class RecallDeployment(ApiView):
    """``/api/deployments/<id>/recall/``."""

    @extend_schema(
        operation_id="deployments_recall", request=WhyInput, responses=DeploymentAnswer
    )
    def post(self, request: PersonRequest, deployment_id: UUID) -> Response:
        """Take back what one's authority has sent; the need is open again."""
        given = self.read(WhyInput)
        recall_deployment(actor=request.user, deployment_id=deployment_id, **given)
        return Response(_card(request, deployment_id))


class ReleaseForces(ApiView):
    """``/api/deployments/release/``."""

    @extend_schema(
        operation_id="deployments_release", request=ReleaseInput, responses=ReleasedAnswer
    )
    def post(self, request: PersonRequest) -> Response:
        """Let everything go that is still at an incident, and what was kept for it."""
        gone = release_forces(actor=request.user, **self.read(ReleaseInput))
        if not gone:
            raise Conflict(_("Nothing is left that could be released."))
        return Response({"released": gone})


def _card(request: PersonRequest, deployment_id: UUID) -> dict[str, Any]:
    return asdict(selectors.deployment_card_of(deployment_id, request.user))
