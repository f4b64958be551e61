"""The API of lots and checks, and of the dates that are near."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from command.core.api.views import ApiView, PersonRequest
from resources.register import selectors
from resources.register.actions import change_lot, enter_lot, record_check
from resources.register.api import serializers as shapes
from resources.register.api import stock_inputs as inputs
from resources.register.selectors import LotCard
from resources.register.selectors.listing import near_dates
from resources.selectors import stock_card_of

MOST = 500


class Lots(ApiView):
    """``/api/stocks/<id>/lots/``."""

    @extend_schema(operation_id="lots_list", responses=shapes.LotAnswer(many=True))
    def get(self, request: PersonRequest, stock_id: UUID) -> Response:
        """List the lots of a stock, the next to run out first."""
        stock_card_of(stock_id, request.user)
        rows = selectors.lots_open_to(request.user).filter(stock=stock_id)
        return Response([asdict(LotCard.of(row)) for row in rows[:MOST]])

    @extend_schema(
        operation_id="lots_enter",
        request=inputs.LotInput,
        responses={HTTP_201_CREATED: shapes.LotAnswer},
    )
    def post(self, request: PersonRequest, stock_id: UUID) -> Response:
        """Enter a lot."""
        made = enter_lot(actor=request.user, stock_id=stock_id, **self.read(inputs.LotInput))
        return Response(asdict(LotCard.of(made)), status=HTTP_201_CREATED)


class LotChange(ApiView):
    """``/api/lots/<id>/change/``."""

    @extend_schema(
        operation_id="lots_change", request=inputs.ChangeLotInput, responses=shapes.LotAnswer
    )
    def post(self, request: PersonRequest, lot_id: UUID) -> Response:
        """Change a lot, or count it anew."""
        given = self.read(inputs.ChangeLotInput)
        why, seen_at = given.pop("reason"), given.pop("seen_at")
        made = change_lot(
            actor=request.user, lot_id=lot_id, changes=given, reason=why, seen_at=seen_at
        )
        return Response(asdict(LotCard.of(made)))


class LotCheck(ApiView):
    """``/api/lots/<id>/check/``."""

    @extend_schema(
        operation_id="lots_check", request=inputs.ThingCheckInput, responses={204: None}
    )
    def post(self, request: PersonRequest, lot_id: UUID) -> Response:
        """Record that a lot was looked over."""
        record_check(actor=request.user, lot_id=lot_id, **self.read(inputs.ThingCheckInput))
        return Response(status=HTTP_204_NO_CONTENT)


class AssetCheck(ApiView):
    """``/api/assets/<id>/check/``."""

    @extend_schema(
        operation_id="assets_check", request=inputs.ThingCheckInput, responses={204: None}
    )
    def post(self, request: PersonRequest, asset_id: UUID) -> Response:
        """Record that a vehicle or a piece of equipment was looked over."""
        record_check(actor=request.user, asset_id=asset_id, **self.read(inputs.ThingCheckInput))
        return Response(status=HTTP_204_NO_CONTENT)


class NearDates(ApiView):
    """``/api/register-dates/``."""

    @extend_schema(operation_id="register_dates", responses=shapes.NearDateAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the dates that are near or past, the worst first."""
        return Response(
            [
                {
                    "subject": one.due.subject,
                    "thing": one.due.thing,
                    "name": one.due.name,
                    "region": one.due.region,
                    "due": one.due.due,
                    "days_left": one.due.days_left,
                    "told_at": one.told_at,
                }
                for one in near_dates(request.user)[:MOST]
            ]
        )
