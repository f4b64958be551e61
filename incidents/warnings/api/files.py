"""Warnings as files, in and out."""

from collections.abc import Callable
from dataclasses import asdict
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED

from command.core import media
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import Invalid, NotThere, TooLarge
from incidents.warnings import selectors
from incidents.warnings.actions import import_warning
from incidents.warnings.api import serializers as shapes
from incidents.warnings.cap.reading import LIMIT_BYTES
from incidents.warnings.models import PublicWarning, WarningVersion

XML = "application/xml"
ANSWER = {(200, XML): OpenApiTypes.STR}


class XmlParser(BaseParser):
    """Takes a body of XML as bytes; what it is, is found out by reading it."""

    media_type = XML

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        """Return the bytes. Raises ``TooLarge``."""
        return {"content": _bounded(stream.read(LIMIT_BYTES + 1))}


class TextXmlParser(XmlParser):
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


class Import(ApiView):
    """``/api/warnings/import/``."""

    parser_classes = (MultiPartParser, XmlParser, TextXmlParser)

    @extend_schema(
        request={"multipart/form-data": shapes.WarningFileInput},
        responses={200: shapes.WarningAnswer, 201: shapes.WarningAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Take in a message in CAP 1.2 or the national dialect.

        As a form with a file, or as a body of ``application/xml``. 200 when it was here
        before: the same message again changes nothing.
        """
        given: Any = request.data
        if "content" in given and isinstance(given["content"], bytes):
            content = given["content"]
        else:
            content = _bounded(self.read(shapes.WarningFileInput)["file"].read(LIMIT_BYTES + 1))
        taken = import_warning(actor=request.user, content=content)
        status = HTTP_201_CREATED if taken.new else HTTP_200_OK
        return Response(asdict(selectors.fresh(taken.warning.pk)), status=status)


class Export(ApiView):
    """One version of a warning as a file."""

    content_negotiation_class = AnyAnswer

    def found(self, warning_id: UUID) -> tuple[PublicWarning, WarningVersion]:
        """Return the warning and the version that is asked for. Raises ``NotThere``."""
        wanted = self.read_query(shapes.VersionQuery).get("version")
        warning = selectors.seen(warning_id, self.request.user)
        versions = selectors.sent(warning)
        named = [one for one in versions if one.pk == wanted] if wanted else versions
        if not named:
            raise NotThere(_("No such version."))
        return warning, named[-1]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XML)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class Cap12(Export):
    """``/api/warnings/<id>/cap.xml``."""

    @extend_schema(parameters=[shapes.VersionQuery], responses=ANSWER)
    def get(self, request: PersonRequest, warning_id: UUID) -> HttpResponse:
        """Return a version as CAP 1.2."""
        warning, version = self.found(warning_id)
        content = _said(selectors.serialize_cap12, warning, version)
        return _file(content, selectors.names(warning, version)["cap"])


class CnCap(Export):
    """``/api/warnings/<id>/cncap.xml``."""

    @extend_schema(parameters=[shapes.VersionQuery], responses=ANSWER)
    def get(self, request: PersonRequest, warning_id: UUID) -> HttpResponse:
        """Return a version in the national dialect."""
        warning, version = self.found(warning_id)
        content = _said(selectors.serialize_cncap, warning, version)
        return _file(content, selectors.names(warning, version)["cncap"])


class Original(Export):
    """``/api/warnings/<id>/original.xml``."""

    @extend_schema(parameters=[shapes.VersionQuery], responses=ANSWER)
    def get(self, request: PersonRequest, warning_id: UUID) -> HttpResponse:
        """Return the file of a foreign message as it came."""
        _warning, version = self.found(warning_id)
        if version.original is None:
            raise NotThere(_("This warning was not taken in from a file."))
        try:
            content = media.path_of(version.original.sha256).read_bytes()
        except FileNotFoundError:
            raise NotThere(_("The file is not on this machine.")) from None
        return _file(content, f"{version.original.sha256[:16]}.xml")


def _said(
    serialize: Callable[[PublicWarning, WarningVersion], bytes],
    warning: PublicWarning,
    version: WarningVersion,
) -> bytes:
    try:
        return serialize(warning, version)
    except Invalid as refusal:
        # Nothing that was asked is wrong: what the warning says has no words in the dialect.
        raise NotThere(
            _("This warning cannot be said in this dialect: %s") % refusal, **refusal.detail
        ) from None


def _bounded(content: bytes) -> bytes:
    if len(content) > LIMIT_BYTES:
        raise TooLarge(_("The file is too large."), limit_bytes=LIMIT_BYTES)
    return content
