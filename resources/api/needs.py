"""The API of needs, and of what is taken back."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from resources import selectors
from resources.actions import close_need, state_need, withdraw_answer, withdraw_offer
from resources.api.answers import NeedAnswer, NeedsAnswer, OfferAnswer, RequestAnswer
from resources.api.asset_inputs import NeedInput, NeedsQuery, WhyInput, WithdrawAnswerInput


class Needs(ApiView):
    """``/api/needs/``: the needs in sight, and new ones."""

    @extend_schema(operation_id="needs_list", parameters=[NeedsQuery], responses=NeedsAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the needs of incidents one sees, the most urgent first."""
        given = self.read_query(NeedsQuery)
        rows = selectors.listed_needs(
            request.user, incident=given.pop("incident", None), closed=given.pop("closed", None)
        )
        total, offset, limit = rows.count(), given["offset"], given["limit"]
        cards = selectors.need_cards(rows[offset : offset + limit])
        items = [asdict(card) for card in cards]
        return Response({"items": items, "total": total, "offset": offset})

    @extend_schema(
        operation_id="needs_state", request=NeedInput, responses={HTTP_201_CREATED: NeedAnswer}
    )
    def post(self, request: PersonRequest) -> Response:
        """Say what an incident lacks."""
        need = state_need(actor=request.user, **self.read(NeedInput))
        return Response(_need(request, need.pk), status=HTTP_201_CREATED)


class Need(ApiView):
    """``/api/needs/<id>/``."""

    @extend_schema(operation_id="needs_read", responses=NeedAnswer)
    def get(self, request: PersonRequest, need_id: UUID) -> Response:
        """Return one need."""
        return Response(_need(request, need_id))


class CloseNeed(ApiView):
    """``/api/needs/<id>/close/``."""

    @extend_schema(operation_id="needs_close", request=WhyInput, responses=NeedAnswer)
    def post(self, request: PersonRequest, need_id: UUID) -> Response:
        """End a need, and what it has set in motion."""
        close_need(actor=request.user, need_id=need_id, **self.read(WhyInput))
        return Response(_need(request, need_id))


class WithdrawAnswer(ApiView):
    """``/api/requests/<id>/withdraw-answer/``."""

    @extend_schema(
        operation_id="requests_withdraw_answer",
        request=WithdrawAnswerInput,
        responses=RequestAnswer,
    )
    def post(self, request: PersonRequest, request_id: UUID) -> Response:
        """Take back what one's authority has promised and not yet ordered."""
        given = self.read(WithdrawAnswerInput)
        withdraw_answer(actor=request.user, request_id=request_id, **given)
        return Response(asdict(selectors.request_card_of(request_id, request.user)))


class WithdrawOffer(ApiView):
    """``/api/offers/<id>/withdraw/``."""

    @extend_schema(operation_id="offers_withdraw", request=WhyInput, responses=OfferAnswer)
    def post(self, request: PersonRequest, offer_id: UUID) -> Response:
        """Take an offer back."""
        withdraw_offer(actor=request.user, offer_id=offer_id, **self.read(WhyInput))
        return Response(asdict(selectors.offer_card_of(offer_id, request.user)))


def _need(request: PersonRequest, need_id: UUID) -> dict[str, Any]:
    return asdict(selectors.need_card_of(need_id, request.user))
