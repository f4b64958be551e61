"""The plans API: read the request, knock at one door, answer."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from plans import selectors
from plans.actions import activate_plan, draft_plan, publish_plan, revise_plan
from plans.api.serializers import (
    ActivateInput,
    ActivationAnswer,
    ActivationsQuery,
    DocumentInput,
    PlanAnswer,
    PlanInput,
    PlansQuery,
    WholePlanAnswer,
)
from plans.document import as_data
from plans.selectors import ActivationCard

MOST = 500


class Plans(ApiView):
    """``/api/plans/``: the library, and new drafts."""

    @extend_schema(
        operation_id="plans_list", parameters=[PlansQuery], responses=PlanAnswer(many=True)
    )
    def get(self, request: PersonRequest) -> Response:
        """List the plans in force in the four cities, and the drafts of one's own.

        The first five hundred from ``offset`` on, the best first when ``q`` is given.
        """
        given = self.read_query(PlansQuery)
        words, level = given.pop("q"), given.pop("level", 0)
        found = selectors.search(
            request.user, words, level=level, limit=MOST, excerpts=False, **given
        )
        return Response([asdict(one.card) for one in found.found])

    @extend_schema(
        operation_id="plans_draft", request=PlanInput, responses={HTTP_201_CREATED: PlanAnswer}
    )
    def post(self, request: PersonRequest) -> Response:
        """Draft a plan."""
        plan = draft_plan(actor=request.user, **self.read(PlanInput))
        return Response(_card(request, plan.pk), status=HTTP_201_CREATED)


class Plan(ApiView):
    """``/api/plans/<id>/``."""

    @extend_schema(operation_id="plans_read", responses=WholePlanAnswer)
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Return one plan with what it says."""
        plan = _card(request, plan_id)
        said = as_data(selectors.document_in(plan_id))
        return Response({"plan": plan, "document": said})


class RevisePlan(ApiView):
    """``/api/plans/<id>/revise/``."""

    @extend_schema(operation_id="plans_revise", request=DocumentInput, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Write the draft anew."""
        revise_plan(actor=request.user, plan_id=plan_id, **self.read(DocumentInput))
        return Response(_card(request, plan_id))


class PublishPlan(ApiView):
    """``/api/plans/<id>/publish/``."""

    @extend_schema(operation_id="plans_publish", request=None, responses=PlanAnswer)
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Bring the draft into force."""
        publish_plan(actor=request.user, plan_id=plan_id)
        return Response(_card(request, plan_id))


class ActivatePlan(ApiView):
    """``/api/plans/<id>/activate/``."""

    @extend_schema(
        operation_id="plans_activate",
        request=ActivateInput,
        responses={HTTP_201_CREATED: ActivationAnswer},
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Set the plan to work on an incident."""
        given = self.read(ActivateInput)
        activation = activate_plan(actor=request.user, plan_id=plan_id, **given)
        return Response(asdict(ActivationCard.of(activation)), status=HTTP_201_CREATED)


class Activations(ApiView):
    """``/api/plans/activations/``."""

    @extend_schema(
        operation_id="plans_activations",
        parameters=[ActivationsQuery],
        responses=ActivationAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """List the plans at work on an incident."""
        given = self.read_query(ActivationsQuery)
        found = selectors.activations_seen(given["incident"], request.user)
        return Response([asdict(card) for card in found])


def _card(request: PersonRequest, plan_id: UUID) -> dict[str, Any]:
    return asdict(selectors.card_of(plan_id, request.user))
