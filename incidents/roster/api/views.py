"""The roster API: read the request, knock at one door, answer."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.roster.actions import assign_shift, hand_over, start_shift, take_over
from incidents.roster.api import serializers as shapes
from incidents.roster.selectors import handovers, shifts


class Shifts(ApiView):
    """``/api/shifts/``."""

    @extend_schema(
        operation_id="shifts_list",
        parameters=[shapes.WeekQuery],
        responses=shapes.ShiftAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """List the shifts of an authority in a week."""
        given = self.read_query(shapes.WeekQuery)
        monday = shifts.monday_of(given.get("day") or shifts.today())
        found = shifts.week(request.user, monday, given["region"])
        return Response([asdict(card) for card in found])

    @extend_schema(
        operation_id="shifts_assign",
        request=shapes.ShiftInput,
        responses={HTTP_201_CREATED: shapes.ShiftAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Plan a shift, or plan it anew."""
        made = assign_shift(actor=request.user, **self.read(shapes.ShiftInput))
        return Response(asdict(shifts.card_of(made.pk)), status=HTTP_201_CREATED)


class Tonight(ApiView):
    """``/api/shifts/now/``."""

    @extend_schema(operation_id="shifts_now", responses=shapes.ShiftAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the shifts that run now in the four cities and the region."""
        return Response([asdict(card) for card in shifts.tonight(request.user)])


class StartShift(ApiView):
    """``/api/shifts/<id>/start/``."""

    @extend_schema(operation_id="shifts_start", request=None, responses=shapes.ShiftAnswer)
    def post(self, request: PersonRequest, shift_id: UUID) -> Response:
        """Come on duty."""
        start_shift(actor=request.user, shift_id=shift_id)
        return Response(asdict(shifts.card_of(shift_id)))


class Handovers(ApiView):
    """``/api/handovers/``."""

    @extend_schema(operation_id="handovers_list", responses=shapes.HandoverAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the newest handovers in sight."""
        return Response([asdict(card) for card in handovers.latest(request.user, limit=50)])

    @extend_schema(
        operation_id="handovers_give",
        request=shapes.HandInput,
        responses={HTTP_201_CREATED: shapes.HandoverAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Hand the watch over."""
        made = hand_over(actor=request.user, **self.read(shapes.HandInput))
        return Response(asdict(handovers.cards([made])[0]), status=HTTP_201_CREATED)


class OneHandover(ApiView):
    """``/api/handovers/<id>/``."""

    @extend_schema(operation_id="handovers_read", responses=shapes.PageAnswer)
    def get(self, request: PersonRequest, handover_id: UUID) -> Response:
        """Return a handover with the page as it was frozen."""
        found = handovers.seen(handover_id, request.user)
        card = asdict(handovers.cards([found])[0])
        return Response({"handover": card, "content": found.content})


class TakeOver(ApiView):
    """``/api/handovers/<id>/take/``."""

    @extend_schema(
        operation_id="handovers_take",
        request=shapes.TakeInput,
        responses=shapes.HandoverAnswer,
    )
    def post(self, request: PersonRequest, handover_id: UUID) -> Response:
        """Sign as the taker."""
        given = self.read(shapes.TakeInput)
        take_over(actor=request.user, handover_id=handover_id, **given)
        found = handovers.seen(handover_id, request.user)
        return Response(asdict(handovers.cards([found])[0]))
