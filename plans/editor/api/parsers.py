"""YAML in; and answers that are files, whatever the client says it accepts."""

from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser

from command.core.errors import TooLarge
from plans.editor.files import LARGEST_FILE


class YamlParser(BaseParser):
    """Takes a body of YAML as the text of a file; what it says is found out by its reader."""

    media_type = "application/yaml"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the text. Raises ``TooLarge`` or ``ParseError``."""
        body = stream.read(LARGEST_FILE + 1)
        if len(body) > LARGEST_FILE:
            raise TooLarge(_("The file is too large."), limit_bytes=LARGEST_FILE)
        try:
            return {"text": body.decode("utf-8-sig")}
        except UnicodeDecodeError:
            raise ParseError(_("The file is not in UTF-8.")) from None


class FileAnswer(DefaultContentNegotiation):
    """Gives the file, or a refusal in JSON."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> Any:
        """Return the first renderer."""
        return renderers[0], renderers[0].media_type
