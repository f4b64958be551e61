"""The API of coverage: read the request, knock at one door or ask one selector, answer."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from resources.coverage import pages
from resources.coverage.actions import (
    acknowledge_gap,
    end_move_up,
    order_move_up,
    report_arrival,
)
from resources.coverage.api import serializers as shapes
from resources.coverage.selectors import gap_card, gap_of, gaps, move_card, moves


class Gaps(ApiView):
    """``/api/coverage/gaps/``."""

    @extend_schema(operation_id="coverage_gaps_list", responses=shapes.GapAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the gaps that stand where one is on duty."""
        return Response([asdict(card) for card in gaps(request.user)])


class OneGap(ApiView):
    """``/api/coverage/gaps/<id>/``."""

    @extend_schema(operation_id="coverage_gaps_read", responses=shapes.GapAnswer)
    def get(self, request: PersonRequest, gap_id: UUID) -> Response:
        """Return a gap, also one that is closed."""
        return Response(asdict(gap_of(gap_id, request.user)))


class GapAdvice(ApiView):
    """``/api/coverage/gaps/<id>/advice/``."""

    @extend_schema(
        operation_id="coverage_gaps_advice", responses=shapes.MoveUpAdviceAnswer(many=True)
    )
    def get(self, request: PersonRequest, gap_id: UUID) -> Response:
        """Say what could move up to close a gap, and what that would leave uncovered."""
        card = gap_of(gap_id, request.user)
        return Response([asdict(one) for one in pages.advice_of(card, request.user)])


class AcknowledgeGap(ApiView):
    """``/api/coverage/gaps/<id>/acknowledge/``."""

    @extend_schema(
        operation_id="coverage_gaps_acknowledge", request=None, responses=shapes.GapAnswer
    )
    def post(self, request: PersonRequest, gap_id: UUID) -> Response:
        """Answer for a gap by name."""
        acknowledge_gap(actor=request.user, gap_id=gap_id)
        return Response(asdict(gap_card(gap_id)))


class MoveUps(ApiView):
    """``/api/coverage/moves/``."""

    @extend_schema(operation_id="coverage_moves_list", responses=shapes.MoveUpAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the move-ups that last."""
        return Response([asdict(card) for card in moves(request.user)])


class OrderMoveUp(ApiView):
    """``/api/coverage/gaps/<id>/move-up/``."""

    @extend_schema(
        operation_id="coverage_moves_order",
        request=shapes.MoveUpInput,
        responses={HTTP_201_CREATED: shapes.MoveUpAnswer},
    )
    def post(self, request: PersonRequest, gap_id: UUID) -> Response:
        """Send a free team or asset of one's own to stand by where it lacks one."""
        given = self.read(shapes.MoveUpInput)
        made = order_move_up(actor=request.user, gap_id=gap_id, **given)
        return Response(asdict(move_card(made.pk)), status=HTTP_201_CREATED)


class MoveUpArrived(ApiView):
    """``/api/coverage/moves/<id>/arrived/``."""

    @extend_schema(
        operation_id="coverage_moves_arrived", request=None, responses=shapes.MoveUpAnswer
    )
    def post(self, request: PersonRequest, move_id: UUID) -> Response:
        """Say that it stands by there."""
        report_arrival(actor=request.user, move_id=move_id)
        return Response(asdict(move_card(move_id)))


class MoveUpEnd(ApiView):
    """``/api/coverage/moves/<id>/end/``."""

    @extend_schema(
        operation_id="coverage_moves_end",
        request=shapes.MoveUpEndInput,
        responses=shapes.MoveUpAnswer,
    )
    def post(self, request: PersonRequest, move_id: UUID) -> Response:
        """Let it go home."""
        given = self.read(shapes.MoveUpEndInput)
        end_move_up(actor=request.user, move_id=move_id, **given)
        return Response(asdict(move_card(move_id)))
