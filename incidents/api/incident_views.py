"""Incidents, for machines: read the request, knock at one door, answer."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents import selectors
from incidents.actions import (
    accept_command,
    grade_incident,
    move_incident,
    offer_command,
    refuse_command,
    report_incident,
    share_incident,
    withdraw_command,
)
from incidents.api import serializers as shapes
from incidents.models import Incident


def told(incident: Incident, status: int = 200) -> Response:
    """Answer with the card of an incident."""
    return Response(asdict(selectors.card(incident)), status=status)


class Incidents(ApiView):
    """``/api/incidents/``: the board, and new reports."""

    @extend_schema(responses=shapes.IncidentAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the open incidents the person may see, gravest first."""
        return Response([asdict(card) for card in selectors.board(request.user)])

    @extend_schema(request=shapes.ReportInput, responses={201: shapes.IncidentAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Report an incident."""
        given = self.read(shapes.ReportInput)
        return told(report_incident(actor=request.user, **given), HTTP_201_CREATED)


class OneIncident(ApiView):
    """``/api/incidents/<id>/``."""

    @extend_schema(responses=shapes.IncidentAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Return one incident, open or ended."""
        return Response(asdict(selectors.card_of(incident_id, request.user)))


class MoveIncident(ApiView):
    """``/api/incidents/<id>/move/``: handle, contain, resume, close, void."""

    @extend_schema(request=shapes.MoveInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Move the incident one step."""
        given = self.read(shapes.MoveInput)
        return told(move_incident(actor=request.user, incident_id=incident_id, **given))


class GradeIncident(ApiView):
    """``/api/incidents/<id>/grade/``."""

    @extend_schema(request=shapes.GradeInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Grade the incident."""
        given = self.read(shapes.GradeInput)
        return told(grade_incident(actor=request.user, incident_id=incident_id, **given))


class ShareIncident(ApiView):
    """``/api/incidents/<id>/share/``."""

    @extend_schema(request=shapes.ShareIncidentInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Let other cities in."""
        given = self.read(shapes.ShareIncidentInput)
        return told(share_incident(actor=request.user, incident_id=incident_id, **given))


class OfferCommand(ApiView):
    """``/api/incidents/<id>/command/``."""

    @extend_schema(request=shapes.OfferCommandInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Offer the command to another authority."""
        given = self.read(shapes.OfferCommandInput)
        return told(offer_command(actor=request.user, incident_id=incident_id, **given))


class AcceptCommand(ApiView):
    """``/api/incidents/<id>/command/accept/``."""

    @extend_schema(request=shapes.Dated, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Accept the command that is offered."""
        given = self.read(shapes.Dated)
        return told(accept_command(actor=request.user, incident_id=incident_id, **given))


class WithdrawCommand(ApiView):
    """``/api/incidents/<id>/command/withdraw/``."""

    @extend_schema(request=shapes.ReasonedInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Take the offer of command back."""
        given = self.read(shapes.ReasonedInput)
        return told(withdraw_command(actor=request.user, incident_id=incident_id, **given))


class RefuseCommand(ApiView):
    """``/api/incidents/<id>/command/refuse/``."""

    @extend_schema(request=shapes.ReasonedInput, responses=shapes.IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Decline the command that is offered."""
        given = self.read(shapes.ReasonedInput)
        return told(refuse_command(actor=request.user, incident_id=incident_id, **given))


class CommandOffers(ApiView):
    """``/api/command-offers/``."""

    @extend_schema(responses=shapes.CommandOfferAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the offers of command that wait for the person."""
        waiting = selectors.command_offers_awaiting(request.user)
        return Response([asdict(card) for card in waiting])
