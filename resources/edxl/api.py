"""The exchange of resource messages: chains out, messages in."""

from dataclasses import asdict
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_422_UNPROCESSABLE_ENTITY

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import TooLarge
from incidents.models import Incident
from resources.edxl.actions import Outcome, take_in
from resources.edxl.chain import of_offer, of_request
from resources.edxl.message import Message
from resources.edxl.reading import LIMIT_BYTES
from resources.edxl.writing import envelope

XML = "application/xml"
ANSWER = {(200, XML): OpenApiTypes.STR}


class OutcomeAnswer(serializers.Serializer[Any]):
    """What became of one message."""

    message_id = serializers.CharField()
    kind = serializers.CharField()
    outcome = serializers.ChoiceField(["taken", "repeated", "refused"])
    about = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class EdxlQuery(serializers.Serializer[Any]):
    """Whether only to say what would be done."""

    preview = serializers.BooleanField(default=False)


class EdxlParser(BaseParser):
    """Takes a body of XML as bytes; what it is, is found out by reading it."""

    media_type = XML

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        """Return the bytes. Raises ``TooLarge``."""
        content = stream.read(LIMIT_BYTES + 1)
        if len(content) > LIMIT_BYTES:
            raise TooLarge("The file is too large.", limit_bytes=LIMIT_BYTES)
        return {"content": content.decode("latin-1")}


class TextEdxlParser(EdxlParser):
    """The same by its other name."""

    media_type = "text/xml"


class AnyAnswer(BaseContentNegotiation):
    """Gives XML, or a refusal in JSON, whatever the client says it accepts."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        """Return the first parser; there is nothing to parse."""
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the first renderer."""
        return renderers[0], renderers[0].media_type


class RequestChain(ApiView):
    """``/api/requests/<id>/edxl/``."""

    content_negotiation_class = AnyAnswer

    @extend_schema(operation_id="edxl_request", responses=ANSWER)
    def get(self, request: PersonRequest, request_id: UUID) -> HttpResponse:
        """Return the whole chain of a request as EDXL-RM messages in one EDXL-DE envelope."""
        return _file(*of_request(request_id, request.user), request.user.origin)


class OfferChain(ApiView):
    """``/api/offers/<id>/edxl/``."""

    content_negotiation_class = AnyAnswer

    @extend_schema(operation_id="edxl_offer", responses=ANSWER)
    def get(self, request: PersonRequest, offer_id: UUID) -> HttpResponse:
        """Return an unsolicited offer and its answer in one EDXL-DE envelope."""
        return _file(*of_offer(offer_id, request.user), request.user.origin)


class Edxl(ApiView):
    """``/api/edxl/``."""

    parser_classes = (EdxlParser, TextEdxlParser)

    @extend_schema(
        operation_id="edxl_take_in",
        parameters=[EdxlQuery],
        request={XML: OpenApiTypes.STR},
        responses={
            200: OutcomeAnswer(many=True),
            201: OutcomeAnswer(many=True),
            422: OutcomeAnswer(many=True),
        },
    )
    def post(self, request: PersonRequest) -> Response:
        """Take in a message, or an envelope of several: all of it, or nothing.

        200 for a preview and for what was here before, 422 where a message was kept and
        refused because its kind has no counterpart here.
        """
        preview = self.read_query(EdxlQuery)["preview"]
        given: Any = request.data
        content = str(given.get("content", "")).encode("latin-1")
        outcomes = take_in(actor=request.user, content=content, is_preview=preview)
        return Response(
            [asdict(one) for one in outcomes], status=_status(outcomes, preview=preview)
        )


def _status(outcomes: list[Outcome], *, preview: bool) -> int:
    kinds = {one.outcome for one in outcomes}
    if "refused" in kinds:
        return HTTP_422_UNPROCESSABLE_ENTITY
    return HTTP_201_CREATED if "taken" in kinds and not preview else HTTP_200_OK


def _file(
    messages: list[Message], incident: Incident, number: str, sender: str
) -> HttpResponse:
    drill = incident.exercise_id is not None
    content = envelope(messages, name=number, sender=sender, drill=drill)
    answer = HttpResponse(content, content_type=XML)
    answer["Content-Disposition"] = f'attachment; filename="{number}.edxl.xml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
