"""Images that arrive in steps, and what is drawn over them, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView, PersonRequest
from incidents.imagery.actions import (
    annotate_image,
    announce_image,
    attach_original,
    attach_preview,
)
from incidents.imagery.actions.arrive import PREVIEW_BYTES
from incidents.imagery.api.serializers import (
    AnnounceInput,
    ImageAnswer,
    MarkAnswer,
    MarkInput,
    OriginalInput,
    PreviewInput,
    ReleaseAnswer,
)
from incidents.imagery.selectors import machines
from incidents.imagery.selectors.images import fresh_card


class Announced(ApiView):
    """``/api/images/announce/``: the first of three steps."""

    @extend_schema(request=AnnounceInput, responses={201: ImageAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Say that an image was taken; the same again changes nothing."""
        image = announce_image(actor=request.user, **self.read(AnnounceInput))
        return Response(asdict(fresh_card(image)), status=HTTP_201_CREATED)


class ImagePreview(ApiView):
    """``/api/images/<id>/preview/``: the second."""

    parser_classes = (MultiPartParser, JsonParser)

    @extend_schema(request=PreviewInput, responses=ImageAnswer)
    def put(self, request: PersonRequest, image_id: UUID) -> Response:
        """Take in the small picture; one that is there already stays."""
        file = self.read(PreviewInput)["file"]
        content = file.read(PREVIEW_BYTES + 1)
        image = attach_preview(actor=request.user, image_id=image_id, content=content)
        return Response(asdict(fresh_card(image)))


class ImageOriginal(ApiView):
    """``/api/images/<id>/original/``: the third."""

    @extend_schema(request=OriginalInput, responses=ImageAnswer)
    def post(self, request: PersonRequest, image_id: UUID) -> Response:
        """Bind the stored file that is the original."""
        given = self.read(OriginalInput)
        image = attach_original(actor=request.user, image_id=image_id, **given)
        return Response(asdict(fresh_card(image)))


class ImageMarks(ApiView):
    """``/api/images/<id>/marks/``."""

    @extend_schema(responses=MarkAnswer(many=True))
    def get(self, request: PersonRequest, image_id: UUID) -> Response:
        """List what stands drawn over an image."""
        return Response([asdict(card) for card in machines.marks_of(image_id, request.user)])

    @extend_schema(request=MarkInput, responses={201: MarkAnswer})
    def post(self, request: PersonRequest, image_id: UUID) -> Response:
        """Draw an arrow, a circle or words over an image."""
        given = self.read(MarkInput)
        mark = annotate_image(
            actor=request.user,
            image_id=image_id,
            shape=given["shape"],
            start=(given["x1"], given["y1"]),
            end=(given["x2"], given["y2"]),
            text=given["text"],
        )
        return Response(asdict(machines.MarkCard.of(mark)), status=HTTP_201_CREATED)


class ImageReleases(ApiView):
    """``/api/images/<id>/releases/``."""

    @extend_schema(responses=ReleaseAnswer(many=True))
    def get(self, request: PersonRequest, image_id: UUID) -> Response:
        """List the versions of an image that were made for release."""
        found = machines.releases_of(image_id, request.user)
        return Response([asdict(card) for card in found])
