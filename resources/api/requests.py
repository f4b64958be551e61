"""The API of requests, offers and their answers."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.paging import PageInput, page
from command.core.api.views import ApiView, PersonRequest
from resources import selectors
from resources.actions import (
    answer_offer,
    answer_request,
    offer_resource,
    request_resource,
    withdraw_request,
)
from resources.api.answers import (
    AwaitingAnswer,
    OfferAnswer,
    OffersAnswer,
    RequestAnswer,
    RequestsAnswer,
)
from resources.api.request_inputs import (
    AnswerInput,
    OfferAnswerInput,
    OfferInput,
    RequestInput,
    RequestsQuery,
    WithdrawInput,
)
from resources.selectors import OfferCard, RequestCard


class Requests(ApiView):
    """``/api/requests/``: the requests in sight, and new ones."""

    @extend_schema(
        operation_id="requests_list", parameters=[RequestsQuery], responses=RequestsAnswer
    )
    def get(self, request: PersonRequest) -> Response:
        """List the requests for incidents one sees, and those one's city was asked."""
        given = self.read_query(RequestsQuery)
        rows = selectors.listed_requests(
            request.user,
            incident=given.pop("incident", None),
            status=given.pop("status", None),
        )
        return Response(page(rows, RequestCard.of, **given))

    @extend_schema(
        operation_id="requests_make",
        request=RequestInput,
        responses={HTTP_201_CREATED: RequestAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Ask other authorities for something."""
        made = request_resource(actor=request.user, **self.read(RequestInput))
        return Response(_request(request, made.pk), status=HTTP_201_CREATED)


class RequestsAwaiting(ApiView):
    """``/api/requests/awaiting/``: what one's authority has not answered."""

    @extend_schema(operation_id="requests_awaiting", responses=AwaitingAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the requests that wait, with what the authority has of each."""
        return Response([asdict(row) for row in selectors.requests_awaiting(request.user)])


class Request(ApiView):
    """``/api/requests/<id>/``."""

    @extend_schema(operation_id="requests_read", responses=RequestAnswer)
    def get(self, request: PersonRequest, request_id: UUID) -> Response:
        """Return one request."""
        return Response(_request(request, request_id))


class AnswerRequest(ApiView):
    """``/api/requests/<id>/answer/``."""

    @extend_schema(operation_id="requests_answer", request=AnswerInput, responses=RequestAnswer)
    def post(self, request: PersonRequest, request_id: UUID) -> Response:
        """Answer for one's authority."""
        answer_request(actor=request.user, request_id=request_id, **self.read(AnswerInput))
        return Response(_request(request, request_id))


class WithdrawRequest(ApiView):
    """``/api/requests/<id>/withdraw/``."""

    @extend_schema(
        operation_id="requests_withdraw", request=WithdrawInput, responses=RequestAnswer
    )
    def post(self, request: PersonRequest, request_id: UUID) -> Response:
        """End a request that is no longer needed."""
        given = self.read(WithdrawInput)
        withdraw_request(actor=request.user, request_id=request_id, **given)
        return Response(_request(request, request_id))


class Offers(ApiView):
    """``/api/offers/``: unsolicited offers in sight, and new ones."""

    @extend_schema(operation_id="offers_list", parameters=[PageInput], responses=OffersAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the offers for incidents one sees."""
        given = self.read_query(PageInput)
        return Response(page(selectors.offers_open_to(request.user), OfferCard.of, **given))

    @extend_schema(
        operation_id="offers_make",
        request=OfferInput,
        responses={HTTP_201_CREATED: OfferAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Offer something without having been asked."""
        offer = offer_resource(actor=request.user, **self.read(OfferInput))
        return Response(_offer(request, offer.pk), status=HTTP_201_CREATED)


class AnswerOffer(ApiView):
    """``/api/offers/<id>/answer/``."""

    @extend_schema(
        operation_id="offers_answer", request=OfferAnswerInput, responses=OfferAnswer
    )
    def post(self, request: PersonRequest, offer_id: UUID) -> Response:
        """Accept or decline for the incident's side."""
        answer_offer(actor=request.user, offer_id=offer_id, **self.read(OfferAnswerInput))
        return Response(_offer(request, offer_id))


def _request(request: PersonRequest, request_id: UUID) -> dict[str, Any]:
    return asdict(selectors.request_card_of(request_id, request.user))


def _offer(request: PersonRequest, offer_id: UUID) -> dict[str, Any]:
    return asdict(selectors.offer_card_of(offer_id, request.user))
