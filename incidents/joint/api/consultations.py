"""Consultations, decisions and their log, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.models import Person
from incidents.joint import actions
from incidents.joint.api import shapes
from incidents.joint.selectors import consultations, decisions, log


def told(consultation_id: UUID, person: Person, status: int = 200) -> Response:
    """Answer with the card of a consultation."""
    card = consultations.consultation_of(consultation_id, person)
    return Response(asdict(card), status=status)


class Consultations(ApiView):
    """``/api/incidents/<id>/consultations/``."""

    @extend_schema(responses=shapes.ConsultationAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the consultations about an incident, latest first."""
        found = consultations.consultations_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.ConveneInput, responses={201: shapes.ConsultationAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Convene a consultation."""
        given = self.read(shapes.ConveneInput)
        made = actions.convene_consultation(
            actor=request.user, incident_id=incident_id, **given
        )
        return told(made.pk, request.user, HTTP_201_CREATED)


class OneConsultation(ApiView):
    """``/api/consultations/<id>/``."""

    @extend_schema(responses=shapes.ConsultationAnswer)
    def get(self, request: PersonRequest, consultation_id: UUID) -> Response:
        """Return one consultation."""
        return told(consultation_id, request.user)


class Start(ApiView):
    """``/api/consultations/<id>/start/``."""

    @extend_schema(request=shapes.OccurredInput, responses=shapes.ConsultationAnswer)
    def post(self, request: PersonRequest, consultation_id: UUID) -> Response:
        """Open the session."""
        given = self.read(shapes.OccurredInput)
        actions.start_consultation(actor=request.user, consultation_id=consultation_id, **given)
        return told(consultation_id, request.user)


class Conclude(ApiView):
    """``/api/consultations/<id>/conclude/``."""

    @extend_schema(request=shapes.ConcludeInput, responses=shapes.ConsultationAnswer)
    def post(self, request: PersonRequest, consultation_id: UUID) -> Response:
        """Write down what was found and decided."""
        given = self.read(shapes.ConcludeInput)
        actions.conclude_consultation(
            actor=request.user, consultation_id=consultation_id, **given
        )
        return told(consultation_id, request.user)


class Correct(ApiView):
    """``/api/consultations/<id>/correct/``."""

    @extend_schema(request=shapes.CorrectInput, responses=shapes.ConsultationAnswer)
    def post(self, request: PersonRequest, consultation_id: UUID) -> Response:
        """Give the minutes a new version."""
        given = self.read(shapes.CorrectInput)
        actions.correct_consultation(
            actor=request.user, consultation_id=consultation_id, **given
        )
        return told(consultation_id, request.user)


class Cancel(ApiView):
    """``/api/consultations/<id>/cancel/``."""

    @extend_schema(request=shapes.Reasoned, responses=shapes.ConsultationAnswer)
    def post(self, request: PersonRequest, consultation_id: UUID) -> Response:
        """Call it off."""
        given = self.read(shapes.Reasoned)
        actions.cancel_consultation(
            actor=request.user, consultation_id=consultation_id, **given
        )
        return told(consultation_id, request.user)


class Decisions(ApiView):
    """``/api/incidents/<id>/decisions/``."""

    @extend_schema(responses=shapes.DecisionAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what was decided about an incident, latest first."""
        found = decisions.decisions_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.DecisionInput, responses={201: shapes.DecisionAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Record a decision; what it cites is frozen as it is known now."""
        given = self.read(shapes.DecisionInput)
        made = actions.record_decision(actor=request.user, incident_id=incident_id, **given)
        card = decisions.decision_of(made.pk, request.user)
        return Response(asdict(card), status=HTTP_201_CREATED)


class OneDecision(ApiView):
    """``/api/decisions/<id>/``."""

    @extend_schema(responses=shapes.DecisionAnswer)
    def get(self, request: PersonRequest, decision_id: UUID) -> Response:
        """Return one decision with its frozen basis."""
        return Response(asdict(decisions.decision_of(decision_id, request.user)))


class Outcome(ApiView):
    """``/api/decisions/<id>/outcome/``."""

    @extend_schema(request=shapes.OutcomeInput, responses=shapes.DecisionAnswer)
    def post(self, request: PersonRequest, decision_id: UUID) -> Response:
        """Say what came of a decision."""
        given = self.read(shapes.OutcomeInput)
        actions.record_outcome(actor=request.user, decision_id=decision_id, **given)
        return Response(asdict(decisions.decision_of(decision_id, request.user)))


class Log(ApiView):
    """``/api/log/``."""

    @extend_schema(parameters=[shapes.LogInput], responses=shapes.LogAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Return a page of the decision log, newest first."""
        given = self.read_query(shapes.LogInput)
        limit, offset = given.pop("limit"), given.pop("offset")
        found = log.log(request.user, log.Wanted(**given))
        rows = log.lines(found[offset : offset + limit])
        return Response(
            {"total": found.count(), "offset": offset, "items": [asdict(row) for row in rows]}
        )
