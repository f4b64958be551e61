"""JSON in: an object, or the list that CreateObservations takes."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from command.core.errors import TooLarge


class AnyJson(BaseParser):
    """Strict JSON of bounded size, without NaN and without NUL characters."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return what is in the body. Raises ``ParseError`` or ``TooLarge``."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        sent = stream.read(limit + 1)
        if len(sent) > limit:
            raise TooLarge(_("The request is too large."), limit_bytes=limit)
        if b"\\u0000" in sent:
            raise ParseError(_("The character NUL is not accepted."))
        try:
            given = orjson.loads(sent)
        except orjson.JSONDecodeError as error:
            raise ParseError(_("This is not valid JSON.")) from error
        if not isinstance(given, dict | list):
            raise ParseError(_("A JSON object is expected."))
        return given
