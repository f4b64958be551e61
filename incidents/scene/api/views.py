"""Reports from the scene, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.scene import selectors
from incidents.scene.actions import file_scene_report
from incidents.scene.api.serializers import SceneReportAnswer, SceneReportInput
from incidents.scene.selectors import SceneReportCard


class IncidentSceneReports(ApiView):
    """``/api/incidents/<id>/scene-reports/``."""

    @extend_schema(responses=SceneReportAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the newest hundred reports from the scene of an incident."""
        cards = selectors.of_incident(incident_id, request.user)
        return Response([asdict(card) for card in cards])

    @extend_schema(request=SceneReportInput, responses={201: SceneReportAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Take in a report from the scene."""
        given = self.read(SceneReportInput)
        report = file_scene_report(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(SceneReportCard.of(report)), status=HTTP_201_CREATED)


class OneSceneReport(ApiView):
    """``/api/scene-reports/<id>/``."""

    @extend_schema(responses=SceneReportAnswer)
    def get(self, request: PersonRequest, report_id: UUID) -> Response:
        """Return one report from the scene."""
        report = selectors.seen_report(report_id, request.user)
        return Response(asdict(SceneReportCard.of(report)))
