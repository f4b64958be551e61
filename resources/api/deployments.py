"""The API of deployments, of the matrix of forces, and of positions."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_202_ACCEPTED

from command.core.api.paging import page
from command.core.api.views import ApiView, PersonRequest
from resources import positions, selectors
from resources.actions import advance_deployment
from resources.api.answers import DeploymentAnswer, DeploymentsAnswer
from resources.api.register_answers import MatrixAnswer, StoredAnswer, UnitsAnswer
from resources.api.serializers import DeploymentsQuery, DeploymentStepInput, PositionsInput
from resources.selectors import DeploymentCard
from resources.selectors.units import COLUMNS


class Deployments(ApiView):
    """``/api/deployments/``."""

    @extend_schema(
        operation_id="deployments_list",
        parameters=[DeploymentsQuery],
        responses=DeploymentsAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List what is at incidents one sees, and what one's own territory has sent."""
        given = self.read_query(DeploymentsQuery)
        rows = selectors.listed_deployments(
            request.user,
            incident=given.pop("incident", None),
            status=given.pop("status", None),
        )
        return Response(page(rows, DeploymentCard.of, **given))


class Deployment(ApiView):
    """``/api/deployments/<id>/``."""

    @extend_schema(operation_id="deployments_read", responses=DeploymentAnswer)
    def get(self, request: PersonRequest, deployment_id: UUID) -> Response:
        """Return one deployment."""
        return Response(asdict(selectors.deployment_card_of(deployment_id, request.user)))


class AdvanceDeployment(ApiView):
    """``/api/deployments/<id>/advance/``."""

    @extend_schema(
        operation_id="deployments_advance",
        request=DeploymentStepInput,
        responses=DeploymentAnswer,
    )
    def post(self, request: PersonRequest, deployment_id: UUID) -> Response:
        """Say where a deployment stands now."""
        given = self.read(DeploymentStepInput)
        advance_deployment(actor=request.user, deployment_id=deployment_id, **given)
        return Response(asdict(selectors.deployment_card_of(deployment_id, request.user)))


class Forces(ApiView):
    """``/api/forces/``: the matrix."""

    @extend_schema(operation_id="forces_matrix", responses=MatrixAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Return how much of each group is available in each city."""
        return Response(asdict(selectors.matrix(request.user)))


class Units(ApiView):
    """``/api/units/``: teams for the map."""

    @extend_schema(operation_id="units_list", responses=UnitsAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Return the teams one may see in detail, as light rows."""
        units = selectors.units_for_map(request.user)
        return Response({"columns": COLUMNS, "units": units})


class Positions(ApiView):
    """``/api/positions/``: where one's own team is."""

    @extend_schema(
        operation_id="positions_report",
        request=PositionsInput,
        responses={HTTP_202_ACCEPTED: StoredAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Take a batch of positions from a phone; what is old is passed over."""
        fixes = self.read(PositionsInput)["fixes"]
        stored = positions.report(request.user, fixes)
        return Response({"stored": stored}, status=HTTP_202_ACCEPTED)
