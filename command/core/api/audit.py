"""The audit, for machines."""

from dataclasses import asdict

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core import audit
from command.core.api import serializers as shapes
from command.core.api.paging import PageInput, page
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import Post, require

READS = frozenset({Post.AUDIT_ADMIN})


class AuditRecords(ApiView):
    """``/api/audit/``: for audit administrators."""

    @extend_schema(parameters=[PageInput], responses=shapes.AuditPageAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the records of one's authority, latest first."""
        _require_auditor(request.user)
        given = self.read_query(PageInput)
        return Response(page(audit.records_for(request.user), audit.AuditCard.of, **given))


class Chain(ApiView):
    """``/api/audit/chain/``: whether a journal is whole."""

    @extend_schema(parameters=[shapes.ChainQuery], responses=shapes.ChainAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Read the whole journal of a room and compare every hash."""
        _require_auditor(request.user)
        room = self.read_query(shapes.ChainQuery)["room"]
        if not audit.rooms_for(request.user).filter(key=room).exists():
            raise NotThere(_("No such thing, or not visible to you."))
        return Response(asdict(audit.check(room)))


def _require_auditor(person: Person) -> None:
    require(person, READS, to=_("read the audit"), region=person.origin)
