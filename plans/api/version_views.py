"""The versions of a plan over the wire, and what differs between two."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from plans import selectors
from plans.api.serializers import (
    PlanDifferenceAnswer,
    PlanDiffQuery,
    PlanVersionAnswer,
    WholePlanVersionAnswer,
)
from plans.document import as_data, document_of
from plans.document.differ import differences
from plans.selectors import VersionCard


class Versions(ApiView):
    """``/api/plans/<id>/versions/``."""

    @extend_schema(operation_id="plans_versions", responses=PlanVersionAnswer(many=True))
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """List the versions that one may read, newest first."""
        found = selectors.versions_of(plan_id, request.user)
        return Response([asdict(VersionCard.of(version)) for version in found])


class Version(ApiView):
    """``/api/plans/versions/<id>/``."""

    @extend_schema(operation_id="plans_version", responses=WholePlanVersionAnswer)
    def get(self, request: PersonRequest, version_id: UUID) -> Response:
        """Return one version with what it says."""
        version = selectors.version_of(version_id, request.user)
        said = as_data(document_of(version))
        return Response({"version": asdict(VersionCard.of(version)), "document": said})


class Diff(ApiView):
    """``/api/plans/<id>/diff/``."""

    @extend_schema(
        operation_id="plans_diff",
        parameters=[PlanDiffQuery],
        responses=PlanDifferenceAnswer(many=True),
    )
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Return what version ``b`` says differently from version ``a``."""
        given = self.read_query(PlanDiffQuery)
        before = selectors.numbered(plan_id, given["a"], request.user)
        after = selectors.numbered(plan_id, given["b"], request.user)
        found = differences(document_of(before), document_of(after))
        return Response([asdict(one) for one in found])
