"""The API of the interlock."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from plans.interlock.actions import answer_shortfall, take_shortfall
from plans.interlock.api import serializers as shapes
from plans.interlock.selectors import Cell, Line, matrix, seen, shortfalls


class Interlock(ApiView):
    """``/api/interlock/``."""

    @extend_schema(
        operation_id="interlock_read",
        parameters=[shapes.InterlockQuery],
        responses=shapes.CellShape(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """Return who asks whom for what, what is promised, and what could go tonight."""
        given = self.read_query(shapes.InterlockQuery)
        lines = matrix(request.user, **given).lines
        return Response([_told(line, cell) for line in lines for cell in line.cells if cell])


class Shortfalls(ApiView):
    """``/api/interlock/shortfalls/``."""

    @extend_schema(
        operation_id="shortfalls_list",
        parameters=[shapes.ShortfallsQuery],
        responses=shapes.ShortfallAnswerShape(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """List the promises that do not hold, of the cities one is on duty for."""
        given = self.read_query(shapes.ShortfallsQuery)
        return Response([asdict(card) for card in shortfalls(request.user, **given)])


class OneShortfall(ApiView):
    """``/api/interlock/shortfalls/<id>/``."""

    @extend_schema(operation_id="shortfalls_read", responses=shapes.ShortfallAnswerShape)
    def get(self, request: PersonRequest, shortfall_id: UUID) -> Response:
        """Return one."""
        return Response(asdict(seen(shortfall_id, request.user)))


class TakeShortfall(ApiView):
    """``/api/interlock/shortfalls/<id>/take/``."""

    @extend_schema(
        operation_id="shortfalls_take", request=None, responses=shapes.ShortfallAnswerShape
    )
    def post(self, request: PersonRequest, shortfall_id: UUID) -> Response:
        """Say that one sees to it."""
        take_shortfall(actor=request.user, shortfall_id=shortfall_id)
        return Response(asdict(seen(shortfall_id, request.user)))


class AnswerShortfall(ApiView):
    """``/api/interlock/shortfalls/<id>/answer/``."""

    @extend_schema(
        operation_id="shortfalls_answer",
        request=shapes.ShortfallAnswerInput,
        responses=shapes.ShortfallAnswerShape,
    )
    def post(self, request: PersonRequest, shortfall_id: UUID) -> Response:
        """Say what was done about it, or that the risk is borne, and why."""
        given = self.read(shapes.ShortfallAnswerInput)
        answer_shortfall(actor=request.user, shortfall_id=shortfall_id, **given)
        return Response(asdict(seen(shortfall_id, request.user)))


def _told(line: Line, cell: Cell) -> dict[str, Any]:
    free = line.standing.free if line.standing else None
    return {
        "what": cell.what,
        "giver": cell.giver,
        "taker": cell.taker,
        "asked": cell.asked,
        "promised": cell.promised,
        "there": free,
        "states": cell.states,
        "asks": [
            {"ask": asdict(one.ask), "alone": one.alone, "together": one.together}
            for one in cell.asks
        ],
        "offers": [
            {"offer": asdict(one.offer), "free": free, "counted_on": one.counted_on}
            for one in cell.offers
        ],
    }
