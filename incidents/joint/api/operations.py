"""Joint operations, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.models import Person
from incidents.joint import actions
from incidents.joint.api import shapes
from incidents.joint.selectors import operations as selectors


def told(operation_id: UUID, person: Person, status: int = 200) -> Response:
    """Answer with the card of an operation; with nothing to one who sees it no longer."""
    return Response(asdict(selectors.operation_of(operation_id, person)), status=status)


class Operations(ApiView):
    """``/api/incidents/<id>/operations/``."""

    @extend_schema(responses=shapes.OperationAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the joint operations over an incident, latest first."""
        found = selectors.operations_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.OperationInput, responses={201: shapes.OperationAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Open a joint operation over the incident, and others that are named."""
        given = self.read(shapes.OperationInput)
        others = given.pop("incidents")
        made = actions.open_operation(
            actor=request.user, incident_ids=[incident_id, *others], **given
        )
        return told(made.pk, request.user, HTTP_201_CREATED)


class RunningOperations(ApiView):
    """``/api/operations/``."""

    @extend_schema(responses=shapes.OperationAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the running joint operations the person may see."""
        return Response([asdict(card) for card in selectors.running_operations(request.user)])


class OneOperation(ApiView):
    """``/api/operations/<id>/``."""

    @extend_schema(responses=shapes.OperationAnswer)
    def get(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Return one joint operation."""
        return told(operation_id, request.user)


class Join(ApiView):
    """``/api/operations/<id>/join/``."""

    @extend_schema(request=shapes.JoinInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Take further members in."""
        given = self.read(shapes.JoinInput)
        actions.join_operation(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class Extend(ApiView):
    """``/api/operations/<id>/extend/``."""

    @extend_schema(request=shapes.ExtendInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Let members see for longer."""
        given = self.read(shapes.ExtendInput)
        actions.extend_operation(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class Leave(ApiView):
    """``/api/operations/<id>/leave/``."""

    @extend_schema(request=shapes.LeaveInput, responses={204: None})
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Let a member go."""
        given = self.read(shapes.LeaveInput)
        actions.leave_operation(actor=request.user, operation_id=operation_id, **given)
        return Response(status=204)


class Objectives(ApiView):
    """``/api/operations/<id>/objectives/``."""

    @extend_schema(request=shapes.ObjectivesInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Set what is to be achieved."""
        given = self.read(shapes.ObjectivesInput)
        actions.set_objectives(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class ReachObjective(ApiView):
    """``/api/operations/<id>/objectives/reached/``."""

    @extend_schema(request=shapes.ReachedInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Tick an objective, or open it again."""
        given = self.read(shapes.ReachedInput)
        actions.reach_objective(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class Widen(ApiView):
    """``/api/operations/<id>/incidents/``."""

    @extend_schema(request=shapes.WidenInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Bring another incident under the operation."""
        given = self.read(shapes.WidenInput)
        actions.widen_operation(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class End(ApiView):
    """``/api/operations/<id>/end/``."""

    @extend_schema(request=shapes.Reasoned, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """End the operation, and the sight that it gave."""
        given = self.read(shapes.Reasoned)
        actions.end_operation(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class OfferLead(ApiView):
    """``/api/operations/<id>/command/``."""

    @extend_schema(request=shapes.OfferLeadInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Offer the lead to another member."""
        given = self.read(shapes.OfferLeadInput)
        actions.offer_operation_command(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class AcceptLead(ApiView):
    """``/api/operations/<id>/command/accept/``."""

    @extend_schema(request=shapes.OccurredInput, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Accept the lead that is offered."""
        given = self.read(shapes.OccurredInput)
        actions.accept_operation_command(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)


class WithdrawLead(ApiView):
    """``/api/operations/<id>/command/withdraw/``."""

    @extend_schema(request=shapes.Reasoned, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Take the offer of the lead back."""
        given = self.read(shapes.Reasoned)
        actions.withdraw_operation_command(
            actor=request.user, operation_id=operation_id, **given
        )
        return told(operation_id, request.user)


class RefuseLead(ApiView):
    """``/api/operations/<id>/command/refuse/``."""

    @extend_schema(request=shapes.Reasoned, responses=shapes.OperationAnswer)
    def post(self, request: PersonRequest, operation_id: UUID) -> Response:
        """Decline the lead that is offered."""
        given = self.read(shapes.Reasoned)
        actions.refuse_operation_command(actor=request.user, operation_id=operation_id, **given)
        return told(operation_id, request.user)
