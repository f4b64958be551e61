"""Responses and proposals, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents import selectors
from incidents.actions import (
    activate_response,
    decide_response,
    end_response,
    propose_response,
)
from incidents.api import serializers as shapes
from incidents.selectors import ProposalCard, ResponseCard


class Responses(ApiView):
    """``/api/incidents/<id>/responses/``."""

    @extend_schema(responses=shapes.ResponseAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the responses of all jurisdictions, ended ones too."""
        found = selectors.responses_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.ResponseInput, responses={201: shapes.ResponseAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Activate or adjust a response at level III or IV."""
        given = self.read(shapes.ResponseInput)
        made = activate_response(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(ResponseCard.of(made, made.incident)), status=HTTP_201_CREATED)


class EndResponse(ApiView):
    """``/api/incidents/<id>/responses/end/``."""

    @extend_schema(request=shapes.EndResponseInput, responses=shapes.ResponseAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """End the response of a jurisdiction."""
        given = self.read(shapes.EndResponseInput)
        made = end_response(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(ResponseCard.of(made, made.incident)))


class Proposals(ApiView):
    """``/api/incidents/<id>/proposals/``."""

    @extend_schema(responses=shapes.ProposalAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what has been proposed for an incident."""
        found = selectors.proposals_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.ResponseInput, responses={201: shapes.ProposalAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Propose a response."""
        given = self.read(shapes.ResponseInput)
        made = propose_response(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(ProposalCard.of(made, made.incident)), status=HTTP_201_CREATED)


class ProposalsWaiting(ApiView):
    """``/api/proposals/``."""

    @extend_schema(responses=shapes.ProposalAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the proposals that wait for the person's decision."""
        waiting = selectors.proposals_awaiting(request.user)
        return Response([asdict(card) for card in waiting])


class DecideProposal(ApiView):
    """``/api/proposals/<id>/decide/``."""

    @extend_schema(request=shapes.DecideInput, responses=shapes.ProposalAnswer)
    def post(self, request: PersonRequest, proposal_id: UUID) -> Response:
        """Approve or return a proposal of somebody else."""
        given = self.read(shapes.DecideInput)
        verdict = given.pop("verdict")
        made = decide_response(
            actor=request.user, proposal_id=proposal_id, approve=verdict, **given
        )
        return Response(asdict(ProposalCard.of(made, made.incident)))
