"""Files at the draft of a plan, over the wire."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.status import HTTP_201_CREATED

from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import TooLarge
from plans import selectors
from plans.actions import attach_file, remove_file
from plans.files import MOST_BYTES, NAMED
from plans.models import PlanAttachment


class PlanFileInput(Serializer[Any]):
    """A PDF, Word or Excel file or a picture, judged by what is in it."""

    file = serializers.FileField()


class PlanFileAnswer(Serializer[Any]):
    """A file at a version of a plan."""

    id = serializers.UUIDField()
    version = serializers.UUIDField()
    kind = serializers.ChoiceField(PlanAttachment.Kind.choices)
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    url = serializers.CharField()
    added_at = serializers.DateTimeField()
    removed_at = serializers.DateTimeField(allow_null=True)


class PlanFiles(ApiView):
    """``/api/plans/<id>/files/``."""

    parser_classes = (MultiPartParser, JsonParser)

    @extend_schema(
        operation_id="plans_attach_file",
        request=PlanFileInput,
        responses={HTTP_201_CREATED: PlanFileAnswer},
    )
    def post(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Attach a file to the draft."""
        file = self.read(PlanFileInput)["file"]
        selectors.card_of(plan_id, request.user)
        if file.size > MOST_BYTES:
            raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
        made = attach_file(
            actor=request.user, plan_id=plan_id, content=file.read(), file_name=file.name
        )
        return Response(_told(made, plan_id), status=HTTP_201_CREATED)


class VersionFiles(ApiView):
    """``/api/plans/versions/<id>/files/``."""

    @extend_schema(operation_id="plans_version_files", responses=PlanFileAnswer(many=True))
    def get(self, request: PersonRequest, version_id: UUID) -> Response:
        """List the files at a version."""
        version = selectors.version_of(version_id, request.user)
        rows = selectors.files_of(version)
        return Response([_told(row, version.plan_id) for row in rows])


class RemovePlanFile(ApiView):
    """``/api/plans/<id>/files/<id>/remove/``."""

    @extend_schema(operation_id="plans_remove_file", request=None, responses=PlanFileAnswer)
    def post(self, request: PersonRequest, plan_id: UUID, file_id: UUID) -> Response:
        """Take a file off the draft; the versions before keep it."""
        selectors.card_of(plan_id, request.user)
        gone = remove_file(actor=request.user, plan_id=plan_id, attachment_id=file_id)
        return Response(_told(gone, plan_id))


def _told(row: PlanAttachment, plan_id: UUID) -> dict[str, Any]:
    kind = row.file.content_type
    return {
        "id": str(row.pk),
        "version": str(row.version_id),
        "kind": str(row.kind),
        "name": row.name,
        "content_type": NAMED.get(kind, kind),
        "size": row.file.size,
        "sha256": row.file.sha256,
        "url": reverse("plan-file", args=[plan_id, row.pk]),
        "added_at": row.added_at.isoformat(),
        "removed_at": row.removed_at.isoformat() if row.removed_at else None,
    }
