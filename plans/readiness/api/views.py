"""The API of readiness."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from plans.readiness import selectors
from plans.readiness.actions import run_readiness
from plans.readiness.api import serializers as shapes


class Readiness(ApiView):
    """``/api/plans/readiness/``."""

    @extend_schema(operation_id="readiness_list", responses=shapes.ReadinessShape(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the newest reckoning of each plan in force that has one."""
        rows = selectors.table(request.user)
        return Response([asdict(card) for _plan, card in rows if card is not None])


class PlanReadiness(ApiView):
    """``/api/plans/<id>/readiness/``."""

    @extend_schema(operation_id="readiness_read", responses=shapes.ReadinessShape)
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Return the newest reckoning of a plan."""
        return Response(_card(plan_id, request))

    @extend_schema(
        operation_id="readiness_run",
        request=shapes.ReadinessRunInput,
        responses={HTTP_201_CREATED: shapes.ReadinessShape},
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Reckon the plan now."""
        given = self.read(shapes.ReadinessRunInput)
        selectors.readiness_of(plan_id, request.user)
        run_readiness(actor=request.user, plan_id=plan_id, **given)
        return Response(_card(plan_id, request), status=HTTP_201_CREATED)


class ActivationBacktest(ApiView):
    """``/api/plans/activations/<id>/backtest/``."""

    @extend_schema(operation_id="readiness_backtest", responses=shapes.BacktestShape)
    def get(self, request: PersonRequest, activation_id: UUID) -> Response:
        """Hold the real times of an activation against the reckoning of its plan."""
        held = selectors.backtest(activation_id, request.user)
        steps = [{**asdict(step), "inside": step.inside} for step in held.steps]
        return Response({**asdict(held), "inside": held.inside, "steps": steps})


def _card(plan_id: UUID, request: PersonRequest) -> dict[str, Any]:
    _plan, card = selectors.readiness_of(plan_id, request.user)
    if card is None:
        raise NotThere(_("This plan has not been reckoned yet."), plan_id=str(plan_id))
    return asdict(card)
