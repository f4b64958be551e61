"""Reports, for machines: read the request, knock at one door, answer."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.api.serializers import Dated
from incidents.reports import selectors
from incidents.reports.actions import (
    acknowledge_report,
    draft_report,
    edit_report,
    log_phone_report,
    mark_sensitive,
    review_report,
    send_report,
    sign_report,
    submit_report,
)
from incidents.reports.api import serializers as shapes
from incidents.reports.models import ReportState
from incidents.reports.selectors import FieldView, PhoneCard
from incidents.selectors import seen

MOST = 200


def told(state: ReportState, status: int = 200) -> Response:
    """Answer with the card of a report."""
    return Response(asdict(selectors.card_of(state)), status=status)


def plain(view: FieldView) -> dict[str, object]:
    """Return a field as its answer shows it."""
    return {
        "code": view.code,
        "label": view.label,
        "form": view.form,
        "needed": view.needed,
        "value": view.value,
        "version": view.version,
        "by": view.by,
        "at": view.at,
        "sources": view.sources,
        "figures": [{**line.plain(), "text": line.text} for line in view.figures],
    }


class Reports(ApiView):
    """``/api/reports/``."""

    @extend_schema(responses=shapes.ReportAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the reports the person may read, the latest changed first."""
        rows = selectors.visible_reports(request.user)[:MOST]
        return Response([asdict(selectors.card_of(row)) for row in rows])


class ReportClocks(ApiView):
    """``/api/report-clocks/``."""

    @extend_schema(responses=shapes.ClockAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the clocks, late or nearly so, that the person's authorities must answer."""
        return Response([asdict(card) for card in selectors.clocks_waiting(request.user)])


class IncidentClocks(ApiView):
    """``/api/incidents/<id>/report-clocks/``."""

    @extend_schema(responses=shapes.ClockAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what is owed about an incident, and what was, what waits first."""
        incident = seen(incident_id, request.user)
        return Response([asdict(card) for card in selectors.clocks_of(incident)])


class IncidentReports(ApiView):
    """``/api/incidents/<id>/reports/``."""

    @extend_schema(responses=shapes.ReportAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the reports about an incident that the person may read."""
        incident = seen(incident_id, request.user)
        found = selectors.reports_of(incident, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.DraftInput, responses={201: shapes.ReportAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Draft a report, prefilled from the incident."""
        given = self.read(shapes.DraftInput)
        made = draft_report(actor=request.user, incident_id=incident_id, **given)
        return told(made, HTTP_201_CREATED)


class PhoneReports(ApiView):
    """``/api/incidents/<id>/phone-reports/``."""

    @extend_schema(responses=shapes.PhoneAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the reports that were made by phone."""
        incident = seen(incident_id, request.user)
        return Response([asdict(card) for card in selectors.phones_of(incident)])

    @extend_schema(request=shapes.PhoneInput, responses={201: shapes.PhoneAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Log a report that was made by phone."""
        given = self.read(shapes.PhoneInput)
        call = log_phone_report(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(PhoneCard.of(call, call.incident)), status=HTTP_201_CREATED)


class SensitiveIncident(ApiView):
    """``/api/incidents/<id>/sensitive/``."""

    @extend_schema(request=shapes.SensitiveInput, responses=shapes.ClockAnswer(many=True))
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Mark an incident as sensitive: it is reported at once, whatever its grade."""
        given = self.read(shapes.SensitiveInput)
        mark = mark_sensitive(actor=request.user, incident_id=incident_id, **given)
        return Response([asdict(card) for card in selectors.clocks_of(mark.incident)])


class OneReport(ApiView):
    """``/api/reports/<id>/``."""

    @extend_schema(responses=shapes.WholeReportAnswer)
    def get(self, request: PersonRequest, report_id: UUID) -> Response:
        """Return a report with what it says."""
        state = selectors.seen_report(report_id, request.user)
        views = selectors.content_of(state, request.user)
        content = [plain(view) for view in views]
        return Response({"report": asdict(selectors.card_of(state)), "content": content})

    @extend_schema(request=shapes.EditInput, responses=shapes.ReportAnswer)
    def patch(self, request: PersonRequest, report_id: UUID) -> Response:
        """Change fields of a draft, each against the version that was seen."""
        given = self.read(shapes.EditInput)
        edited = edit_report(
            actor=request.user,
            report_id=report_id,
            fields=given["changes"],
            base=given["base"],
        )
        return told(edited)


class SubmitReport(ApiView):
    """``/api/reports/<id>/submit/``."""

    @extend_schema(request=Dated, responses=shapes.ReportAnswer)
    def post(self, request: PersonRequest, report_id: UUID) -> Response:
        """Give a draft to review."""
        given = self.read(Dated)
        return told(submit_report(actor=request.user, report_id=report_id, **given))


class ReviewReport(ApiView):
    """``/api/reports/<id>/review/``."""

    @extend_schema(request=shapes.VerdictInput, responses=shapes.ReportAnswer)
    def post(self, request: PersonRequest, report_id: UUID) -> Response:
        """Pass a report, or return it."""
        given = self.read(shapes.VerdictInput)
        return told(review_report(actor=request.user, report_id=report_id, **given))


class SignReport(ApiView):
    """``/api/reports/<id>/sign/``."""

    @extend_schema(request=shapes.VerdictInput, responses=shapes.ReportAnswer)
    def post(self, request: PersonRequest, report_id: UUID) -> Response:
        """Sign a report, or return it."""
        given = self.read(shapes.VerdictInput)
        return told(sign_report(actor=request.user, report_id=report_id, **given))


class SendReport(ApiView):
    """``/api/reports/<id>/send/``."""

    @extend_schema(request=Dated, responses=shapes.ReportAnswer)
    def post(self, request: PersonRequest, report_id: UUID) -> Response:
        """Send a signed report."""
        given = self.read(Dated)
        return told(send_report(actor=request.user, report_id=report_id, **given))


class AcknowledgeReport(ApiView):
    """``/api/reports/<id>/acknowledge/``."""

    @extend_schema(request=shapes.ReportReceiptInput, responses=shapes.ReportAnswer)
    def post(self, request: PersonRequest, report_id: UUID) -> Response:
        """Acknowledge a report for an addressee."""
        given = self.read(shapes.ReportReceiptInput)
        return told(acknowledge_report(actor=request.user, report_id=report_id, **given))
