"""Cameras and their live pictures, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT
from rest_framework.views import APIView

from command.core.api.views import ApiView, PersonRequest
from incidents.cameras import rows, selectors
from incidents.cameras.actions import (
    change_camera,
    import_cameras,
    register_camera,
    retire_camera,
    share_camera,
    withdraw_camera,
)
from incidents.cameras.adapters import adapter_of
from incidents.cameras.adapters.mediamtx import admits
from incidents.cameras.api import serializers as shapes
from incidents.cameras.selectors import CameraCard, CameraShareCard

READ = "read"  # what a pass of ours allows at MediaMTX


class Cameras(ApiView):
    """``/api/cameras/``."""

    @extend_schema(parameters=[shapes.CameraQuery], responses=shapes.CameraAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the cameras in use that the person may see."""
        wanted = self.read_query(shapes.CameraQuery)
        return Response([asdict(card) for card in selectors.listed(request.user, **wanted)])

    @extend_schema(request=shapes.CameraInput, responses={201: shapes.CameraAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Register a camera."""
        camera = register_camera(actor=request.user, **self.read(shapes.CameraInput))
        return Response(asdict(CameraCard.of(camera)), status=HTTP_201_CREATED)


class CamerasImport(ApiView):
    """``/api/cameras/import/``."""

    @extend_schema(
        request=shapes.CamerasImportInput, responses={201: shapes.CameraAnswer(many=True)}
    )
    def post(self, request: PersonRequest) -> Response:
        """Register the cameras of a CSV file, all or none."""
        given = self.read(shapes.CamerasImportInput)
        made = import_cameras(actor=request.user, rows=rows.read(given["csv"].encode()))
        cards = [asdict(CameraCard.of(camera)) for camera in made]
        return Response(cards, status=HTTP_201_CREATED)


class OneCamera(ApiView):
    """``/api/cameras/<id>/``."""

    @extend_schema(responses=shapes.CameraAnswer)
    def get(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Return one camera."""
        return Response(asdict(CameraCard.of(selectors.seen(camera_id, request.user))))


class ChangeCamera(ApiView):
    """``/api/cameras/<id>/change/``."""

    @extend_schema(request=shapes.CameraChangeInput, responses=shapes.CameraAnswer)
    def post(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Change what is kept of a camera."""
        given = self.read(shapes.CameraChangeInput)
        seen_at = given.pop("seen_at", "")
        camera = change_camera(
            actor=request.user, camera_id=camera_id, changes=given, seen_at=seen_at
        )
        return Response(asdict(CameraCard.of(camera)))


class RetireCamera(ApiView):
    """``/api/cameras/<id>/retire/``."""

    @extend_schema(request=shapes.CameraRetireInput, responses=shapes.CameraAnswer)
    def post(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Take a camera out of use."""
        given = self.read(shapes.CameraRetireInput)
        camera = retire_camera(actor=request.user, camera_id=camera_id, **given)
        return Response(asdict(CameraCard.of(camera)))


class ShareCamera(ApiView):
    """``/api/cameras/<id>/share/``."""

    @extend_schema(request=shapes.CameraShareInput, responses={201: shapes.CameraShareAnswer})
    def post(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Let whoever takes part in an incident see a camera."""
        given = self.read(shapes.CameraShareInput)
        share = share_camera(actor=request.user, camera_id=camera_id, **given)
        return Response(asdict(CameraShareCard.of(share)), status=HTTP_201_CREATED)


class WithdrawCamera(ApiView):
    """``/api/cameras/<id>/withdraw/``."""

    @extend_schema(request=shapes.CameraShareInput, responses={204: None})
    def post(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Let an incident see a camera no longer."""
        given = self.read(shapes.CameraShareInput)
        withdraw_camera(actor=request.user, camera_id=camera_id, **given)
        return Response(status=HTTP_204_NO_CONTENT)


class CameraPlayback(ApiView):
    """``/api/cameras/<id>/playback/``."""

    @extend_schema(responses=shapes.PlaybackAnswer)
    def get(self, request: PersonRequest, camera_id: UUID) -> Response:
        """Return the addresses of the live picture, with a pass where the adapter gives one.

        A 409 says in words why there is no picture to play.
        """
        camera = selectors.seen(camera_id, request.user)
        answer = Response(asdict(adapter_of(camera).playback(camera)))
        answer["Cache-Control"] = "no-store"
        return answer


class AdmitToStream(APIView):
    """``/api/streams/admit/``: MediaMTX asks whether a pass opens a path."""

    authentication_classes = []
    permission_classes = [AllowAny]  # the pass opens, not a person's session

    @extend_schema(request=shapes.StreamAdmission, responses={204: None}, auth=[])
    def post(self, request: Request) -> Response:
        """Answer 204 for a pass that may read the path now, 401 for anything else."""
        given = shapes.StreamAdmission(data=request.data)
        given.is_valid(raise_exception=True)
        told = given.validated_data
        if told["action"] != READ or not admits(told["path"], told.get("token", "")):
            raise NotAuthenticated
        return Response(status=HTTP_204_NO_CONTENT)

    def get_authenticate_header(self, request: Request) -> str:
        """Make the refusal a 401."""
        return "Bearer"
