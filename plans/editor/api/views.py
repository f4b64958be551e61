"""Plans as files: read the request, knock at one door, answer."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView, PersonRequest
from plans.api.serializers import PlanAnswer
from plans.document import as_data, document_of
from plans.editor.actions import import_plan, write_draft
from plans.editor.api import serializers as shapes
from plans.editor.api.parsers import FileAnswer, YamlParser
from plans.editor.files import as_json, as_yaml, file_schema
from plans.editor.selectors import draft_seen, version_seen
from plans.editor.texts import file_of, notes_of
from plans.selectors import card_of

YAML = "application/yaml"


class PlanSchema(ApiView):
    """``/api/plans/schema/``: for editors and machines anywhere, so open to all."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="plans_schema", auth=[], responses={200: OpenApiTypes.OBJECT})
    def get(self, request: PersonRequest) -> Response:
        """Return the JSON Schema (2020-12) of a plan's file."""
        return Response(file_schema())


class ImportPlan(ApiView):
    """``/api/plans/import/``."""

    parser_classes = (JsonParser, YamlParser)

    @extend_schema(
        operation_id="plans_import",
        request={"application/json": shapes.PlanImportInput, YAML: OpenApiTypes.STR},
        responses={HTTP_201_CREATED: PlanAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Take a file in as a new draft: as a field of JSON, or as a body of YAML."""
        plan = import_plan(actor=request.user, **self.read(shapes.PlanImportInput))
        return Response(asdict(card_of(plan.pk, request.user)), status=HTTP_201_CREATED)


class PlanYaml(ApiView):
    """``/api/plans/<id>/yaml/``."""

    parser_classes = (JsonParser, YamlParser)
    content_negotiation_class = FileAnswer

    @extend_schema(
        operation_id="plans_yaml",
        parameters=[shapes.PlanFileQuery],
        responses={
            (200, YAML): OpenApiTypes.STR,
            (200, "application/json"): OpenApiTypes.OBJECT,
        },
    )
    def get(self, request: PersonRequest, plan_id: UUID) -> HttpResponse:
        """Return a version as a file: the one in force, unless another is asked for."""
        asked = self.read_query(shapes.PlanFileQuery)
        card, version = version_seen(plan_id, asked.get("version"), request.user)
        told = file_of(card, as_data(document_of(version)))
        if asked["form"] == "json":
            return HttpResponse(as_json(told), content_type="application/json")
        text = as_yaml(told, notes_of(card, version.number))
        return HttpResponse(text, content_type=YAML)

    @extend_schema(
        operation_id="plans_write_yaml",
        request={"application/json": shapes.DraftFileInput, YAML: OpenApiTypes.STR},
        responses=shapes.WrittenDraftAnswer,
    )
    def put(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Write the draft from a file; ``seen`` keeps others' words from being lost."""
        given = self.read(shapes.DraftFileInput)
        card_of(plan_id, request.user)
        write_draft(actor=request.user, plan_id=plan_id, **given)
        _card, draft = draft_seen(plan_id, request.user)
        told = {"plan": str(plan_id), "version": draft.number, "digest": draft.digest}
        return Response(told)
