"""Plans at work, for machines: how they stand, and what may be done to them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from plans.activation.actions import (
    amend_activation,
    confirm_condition,
    end_activation,
    step_activation,
)
from plans.activation.api.serializers import (
    AmendActivationInput,
    ConfirmConditionInput,
    CourseAnswer,
    EndActivationInput,
    StepActivationInput,
)
from plans.activation.selectors.course import course, seen_activation
from plans.activation.selectors.plain import course_of


def _answer(request: PersonRequest, activation_id: UUID) -> Response:
    found = seen_activation(activation_id, request.user)
    return Response(CourseAnswer(course_of(course(found, request.user))).data)


class OneActivation(ApiView):
    """``/api/plans/activations/<id>/``."""

    @extend_schema(operation_id="plans_activation", responses=CourseAnswer)
    def get(self, request: PersonRequest, activation_id: UUID) -> Response:
        """Return a plan at work: its steps, the critical ones, and how late it is."""
        return _answer(request, activation_id)


class StepActivation(ApiView):
    """``/api/plans/activations/<id>/step/``."""

    @extend_schema(
        operation_id="plans_activation_step",
        request=StepActivationInput,
        responses=CourseAnswer,
    )
    def post(self, request: PersonRequest, activation_id: UUID) -> Response:
        """Go to another level: what falls away is withdrawn, what is new is ordered."""
        given = self.read(StepActivationInput)
        step_activation(actor=request.user, activation_id=activation_id, **given)
        return _answer(request, activation_id)


class EndActivation(ApiView):
    """``/api/plans/activations/<id>/end/``."""

    @extend_schema(
        operation_id="plans_activation_end",
        request=EndActivationInput,
        responses=CourseAnswer,
    )
    def post(self, request: PersonRequest, activation_id: UUID) -> Response:
        """End the plan; say of each task that is worked on what becomes of it."""
        given = self.read(EndActivationInput)
        end_activation(actor=request.user, activation_id=activation_id, **given)
        return _answer(request, activation_id)


class AmendActivation(ApiView):
    """``/api/plans/activations/<id>/amend/``."""

    @extend_schema(
        operation_id="plans_activation_amend",
        request=AmendActivationInput,
        responses=CourseAnswer,
    )
    def post(self, request: PersonRequest, activation_id: UUID) -> Response:
        """Add a step, change its deadline or owner, or skip it."""
        given = self.read(AmendActivationInput)
        amend_activation(actor=request.user, activation_id=activation_id, **given)
        return _answer(request, activation_id)


class ConfirmCondition(ApiView):
    """``/api/plans/activations/<id>/confirm/``."""

    @extend_schema(
        operation_id="plans_activation_confirm",
        request=ConfirmConditionInput,
        responses=CourseAnswer,
    )
    def post(self, request: PersonRequest, activation_id: UUID) -> Response:
        """Confirm by hand a condition that a step waits for."""
        given = self.read(ConfirmConditionInput)
        confirm_condition(actor=request.user, activation_id=activation_id, **given)
        return _answer(request, activation_id)
