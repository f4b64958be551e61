"""The life of a version over the wire: review, approval, withdrawal, adoption."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from plans import selectors
from plans.actions import (
    adopt_plan,
    approve_plan,
    describe_plan,
    return_plan,
    submit_plan,
    withdraw_plan,
)
from plans.api.serializers import (
    AdoptInput,
    PlanAnswer,
    PlanScopeInput,
    ReturnPlanInput,
    WithdrawPlanInput,
)


class DescribePlan(ApiView):
    """``/api/plans/<id>/describe/``."""

    @extend_schema(operation_id="plans_describe", request=PlanScopeInput, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Change title and scope, as long as nothing of the plan was in force."""
        describe_plan(actor=request.user, plan_id=plan_id, **self.read(PlanScopeInput))
        return _card(request, plan_id)


class SubmitPlan(ApiView):
    """``/api/plans/<id>/submit/``."""

    @extend_schema(operation_id="plans_submit", request=None, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Hand the draft in for review; refused with ``findings`` if it does not compile."""
        submit_plan(actor=request.user, plan_id=plan_id)
        return _card(request, plan_id)


class ApprovePlan(ApiView):
    """``/api/plans/<id>/approve/``."""

    @extend_schema(operation_id="plans_approve", request=None, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Approve the version in review, as somebody who has not written in it."""
        approve_plan(actor=request.user, plan_id=plan_id)
        return _card(request, plan_id)


class ReturnPlan(ApiView):
    """``/api/plans/<id>/return/``."""

    @extend_schema(operation_id="plans_return", request=ReturnPlanInput, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Give a version back to its authors as a draft, and say why."""
        return_plan(actor=request.user, plan_id=plan_id, **self.read(ReturnPlanInput))
        return _card(request, plan_id)


class WithdrawPlan(ApiView):
    """``/api/plans/<id>/withdraw/``."""

    @extend_schema(
        operation_id="plans_withdraw", request=WithdrawPlanInput, responses=PlanAnswer
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Take the plan out of force."""
        withdraw_plan(actor=request.user, plan_id=plan_id, **self.read(WithdrawPlanInput))
        return _card(request, plan_id)


class AdoptPlan(ApiView):
    """``/api/plans/<id>/adopt/``."""

    @extend_schema(
        operation_id="plans_adopt", request=AdoptInput, responses={HTTP_201_CREATED: PlanAnswer}
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Begin a plan of one's own city from another city's plan in force."""
        city = self.read(AdoptInput)["city"]
        selectors.card_of(plan_id, request.user)
        plan = adopt_plan(actor=request.user, plan_id=plan_id, city=city)
        answer = _card(request, plan.pk)
        answer.status_code = HTTP_201_CREATED
        return answer


def _card(request: PersonRequest, plan_id: UUID) -> Response:
    return Response(asdict(selectors.card_of(plan_id, request.user)))


VERBS = {
    "describe": DescribePlan,
    "submit": SubmitPlan,
    "approve": ApprovePlan,
    "return": ReturnPlan,
    "withdraw": WithdrawPlan,
    "adopt": AdoptPlan,
}
