"""The API of the compiler: a plan in, findings out."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotPermitted
from plans.compiler import pages
from plans.compiler.api.serializers import CatalogueEntryAnswer, CheckInput, CompiledAnswer
from plans.compiler.catalogue import CATALOGUE
from plans.compiler.compile import compile_data, compile_plan
from plans.compiler.findings import Compiled
from plans.compiler.rights import may_check
from plans.document import document_of

TOLD = ("code", "severity", "at", "key", "title", "says", "why", "remedy")


class CheckPlan(ApiView):
    """``/api/plans/<id>/check/``."""

    @extend_schema(operation_id="plans_check", responses=CompiledAnswer)
    def get(self, request: PersonRequest, plan_id: UUID) -> Response:
        """Compile the newest version of a plan of one's city."""
        card, version = pages.version_checked(plan_id, request.user)
        result = compile_plan(
            document_of(version), city=card.city, kind=card.kind, event_types=card.event_types
        )
        return Response(_told(result))


class CheckDocument(ApiView):
    """``/api/plans/check/``."""

    @extend_schema(
        operation_id="plans_check_document", request=CheckInput, responses=CompiledAnswer
    )
    def post(self, request: PersonRequest) -> Response:
        """Compile a document that need not be kept anywhere; nothing is written."""
        given = self.read(CheckInput)
        if not may_check(request.user, given["city"]):
            raise NotPermitted(
                _("The check of a plan is for its own city to see."), city=given["city"]
            )
        return Response(_told(compile_data(given.pop("document"), **given)))


class Errors(ApiView):
    """``/api/plans/errors/``."""

    @extend_schema(operation_id="plans_errors", responses=CatalogueEntryAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what the compiler can find, each with an example."""
        return Response(
            [
                {
                    "code": entry.code,
                    "severity": entry.severity,
                    "title": str(entry.title),
                    "says": entry.general_says,
                    "why": str(entry.why),
                    "remedy": entry.general_remedy,
                    "wrong": entry.example.wrong,
                    "right": entry.example.right,
                }
                for entry in CATALOGUE.values()
            ]
        )


def _told(result: Compiled) -> dict[str, Any]:
    return {
        "error_count": len(result.errors),
        "warning_count": len(result.warnings),
        "findings": [
            {name: getattr(found, name) for name in TOLD} for found in result.findings
        ],
        "times": [asdict(time) for time in result.times.values()],
        "critical": result.critical,
    }
