"""JSON in."""

from collections.abc import Mapping
from typing import IO, Any, ClassVar

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from command.core.errors import TooLarge


class JsonParser(BaseParser):
    """Strict JSON: an object, of bounded size, without NaN and without NUL characters.

    orjson refuses NaN, infinities, invalid UTF-8 and deep nesting by itself.
    PostgreSQL cannot hold NUL, so it is refused here with a reason.
    """

    media_type = "application/json"
    limit: ClassVar[int | None] = None  # bytes; the usual bound when it is not said

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the object in the body. Raises ``ParseError`` or ``TooLarge``."""
        limit = self.limit or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(_("The request is too large."), limit_bytes=limit)
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(_("This is not valid JSON.")) from error
        if not isinstance(given, dict):
            raise ParseError(_("A JSON object is expected."))
        if b"\\u0000" in body and _has_nul(given):
            raise ParseError(_("The character NUL is not accepted."))
        return given


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(k) or _has_nul(v) for k, v in value.items())
    if isinstance(value, list):
        return any(map(_has_nul, value))
    return False
