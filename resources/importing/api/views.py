"""The API of imports: read the request, knock at one door, answer."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import TooLarge
from resources.importing.actions import confirm_import, receive_import, undo_import
from resources.importing.api import serializers as shapes
from resources.importing.models import ImportRun
from resources.importing.reading import MOST_BYTES
from resources.importing.selectors import RunCard, run_seen, runs_open_to

LISTED = 100


class Imports(ApiView):
    """``/api/imports/``."""

    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="imports_list", responses=shapes.RunAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the newest imports in sight."""
        rows = runs_open_to(request.user)[:LISTED]
        return Response([asdict(RunCard.of(run)) for run in rows])

    @extend_schema(
        operation_id="imports_receive",
        request=shapes.RegisterFileInput,
        responses={HTTP_201_CREATED: shapes.PreviewAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Hand in a file; nothing but the preview is made of it."""
        given = self.read(shapes.RegisterFileInput)
        file = given["file"]
        if file.size > MOST_BYTES:
            raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
        run = receive_import(
            actor=request.user,
            sheet=given["sheet"],
            content=file.read(),
            file_name=file.name,
        )
        return Response(_preview(run), status=HTTP_201_CREATED)


class OneImport(ApiView):
    """``/api/imports/<id>/``."""

    @extend_schema(operation_id="imports_read", responses=shapes.PreviewAnswer)
    def get(self, request: PersonRequest, run_id: UUID) -> Response:
        """Return an import with its preview."""
        return Response(_preview(run_seen(run_id, request.user)))


class ConfirmImport(ApiView):
    """``/api/imports/<id>/confirm/``."""

    @extend_schema(
        operation_id="imports_confirm",
        request=shapes.ConfirmImportInput,
        responses=shapes.RunAnswer,
    )
    def post(self, request: PersonRequest, run_id: UUID) -> Response:
        """Write what the preview showed."""
        given = self.read(shapes.ConfirmImportInput)
        run_seen(run_id, request.user)
        run = confirm_import(actor=request.user, run_id=run_id, **given)
        return Response(asdict(RunCard.of(run)))


class UndoImport(ApiView):
    """``/api/imports/<id>/undo/``."""

    @extend_schema(
        operation_id="imports_undo", request=shapes.UndoImportInput, responses=shapes.RunAnswer
    )
    def post(self, request: PersonRequest, run_id: UUID) -> Response:
        """Undo a whole import, while nothing of it has been used or changed since."""
        given = self.read(shapes.UndoImportInput)
        run_seen(run_id, request.user)
        run = undo_import(actor=request.user, run_id=run_id, **given)
        return Response(asdict(RunCard.of(run)))


def _preview(run: ImportRun) -> dict[str, Any]:
    return {
        "run": asdict(RunCard.of(run)),
        "digest": run.digest,
        "problems": run.problems,
        "sample": run.sample,
    }
