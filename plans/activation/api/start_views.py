"""Starting a plan, for machines: what it would do, and the signatures that it takes."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from command.core.policies import may_follow
from plans.activation.actions import ask_start, sign_activation
from plans.activation.api.serializers import (
    AskStartInput,
    PlanPreviewAnswer,
    PlanPreviewQuery,
    SignedAnswer,
    SignStartInput,
    StartRequestAnswer,
)
from plans.activation.selectors import listed
from plans.activation.selectors.plain import PlanPreviewCard, StartRequestCard
from plans.activation.selectors.preview import preview
from plans.activation.selectors.signing import every


class PlanPreview(ApiView):
    """``/api/plans/<id>/preview/``."""

    @extend_schema(
        operation_id="plans_preview", parameters=[PlanPreviewQuery], responses=PlanPreviewAnswer
    )
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Say who would be told, which tasks would exist and what is lacking."""
        given = self.read_query(PlanPreviewQuery)
        seen = preview(plan_id, given["incident"], given["level"], request.user)
        return Response(asdict(PlanPreviewCard.of(seen)))


class AskStart(ApiView):
    """``/api/plans/<id>/starts/``."""

    @extend_schema(
        operation_id="plans_ask_start",
        request=AskStartInput,
        responses={HTTP_201_CREATED: StartRequestAnswer},
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Ask for the signatures that the start of a plan takes."""
        made = ask_start(actor=request.user, plan_id=plan_id, **self.read(AskStartInput))
        return Response(_card(request, made.pk), status=HTTP_201_CREATED)


class StartRequests(ApiView):
    """``/api/plans/starts/``."""

    @extend_schema(operation_id="plans_starts", responses=StartRequestAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what waits for signatures, longest waiting first."""
        found = listed.requests(request.user)
        cards = [StartRequestCard.of(each.request, request.user) for each in found]
        return Response([asdict(card) for card in cards])


class OneStartRequest(ApiView):
    """``/api/plans/starts/<id>/``."""

    @extend_schema(operation_id="plans_start", responses=StartRequestAnswer)
    def get(self, request: PersonRequest, request_id: UUID) -> Response:
        """Return one request."""
        return Response(_card(request, request_id))


class SignStart(ApiView):
    """``/api/plans/starts/<id>/sign/``."""

    @extend_schema(operation_id="plans_sign", request=SignStartInput, responses=SignedAnswer)
    def post(self, request: PersonRequest, request_id: UUID) -> Response:
        """Sign, refuse or take back; the last signature starts the plan."""
        given = self.read(SignStartInput)
        work = sign_activation(actor=request.user, request_id=request_id, **given)
        return Response(
            {
                "request": _card(request, request_id),
                "activation": str(work.pk) if work else None,
            }
        )


def _card(request: PersonRequest, request_id: UUID) -> dict[str, Any]:
    found = every().filter(pk=request_id).first()
    if found is None or not may_follow(request.user, found.incident.room_id):
        raise NotThere(_("No such request, or not visible to you."))
    return asdict(StartRequestCard.of(found, request.user))
