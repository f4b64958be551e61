"""Pictures, for machines."""

from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import TooLarge
from incidents.imagery import selectors
from incidents.imagery.actions import receive_image, record_image
from incidents.imagery.api.serializers import ImageAnswer, ImageInput, WallQuery
from incidents.imagery.selectors import ImageCard, machines
from incidents.imagery.selectors.wanted import Wanted


class Images(ApiView):
    """``/api/images/``: the wall, and new pictures."""

    parser_classes = (MultiPartParser, JsonParser)

    @extend_schema(parameters=[WallQuery], responses=ImageAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the newest pictures the person may see, narrowed as the wall is.

        ``before`` is ``<taken_at>,<id>`` of the last one of the page before.
        """
        given = self.read_query(WallQuery)
        cursor = given.pop("before", "")
        found = machines.narrowed(request.user, Wanted(**given), cursor)
        return Response([asdict(card) for card in found])

    @extend_schema(request=ImageInput, responses={201: ImageAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Take in a picture of an incident."""
        given = self.read(ImageInput)
        file = given.pop("file", None)
        if file is None:
            image = record_image(actor=request.user, **given)
        else:
            if file.size > settings.MEDIA_LIMIT:
                raise TooLarge(_("The file is too large."), limit_bytes=settings.MEDIA_LIMIT)
            image = receive_image(actor=request.user, content=file.read(), **given)
        return Response(asdict(ImageCard.of(image)), status=HTTP_201_CREATED)


class OneImage(ApiView):
    """``/api/images/<id>/``."""

    @extend_schema(responses=ImageAnswer)
    def get(self, request: PersonRequest, image_id: UUID) -> Response:
        """Return one picture."""
        return Response(asdict(selectors.card_of(image_id, request.user)))


class IncidentImages(ApiView):
    """``/api/incidents/<id>/images/``."""

    @extend_schema(responses=ImageAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the pictures of an incident, newest first."""
        found = selectors.images_of(incident_id, request.user)
        return Response([asdict(card) for card in found])
