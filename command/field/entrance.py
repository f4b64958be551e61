"""The entrance of the phone: signed out is 401 in JSON, and nobody comes too often."""

from collections.abc import Mapping
from typing import IO, Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.parsers import BaseParser
from rest_framework.response import Response

from command.core import tongues
from command.core.api.errors import envelope
from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView
from command.core.errors import Refusal, TooLarge
from command.core.gate import come
from command.core.models import Person
from command.field.limits import Limits

SIGNED_OUT = _("Signed out. What is saved on this phone stays there.")
NOT_VALID = _("Some fields are not valid.")
NOT_READ = _("This is not valid JSON.")
BATCH_BYTES = 256 * 1024
PREVIEW_BYTES = 160 * 1024


class TooOften(Refusal):
    """The phones of one person sent more often in a minute than is taken."""

    status: ClassVar[int] = 429
    code: ClassVar[str] = "too_often"


class OtherPerson(Refusal):
    """Somebody else is signed in on the phone than did what it sends."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "other_person"


class BatchParser(JsonParser):
    """Strict JSON of at most 256 KB."""

    limit: ClassVar[int | None] = BATCH_BYTES


class PreviewParser(BaseParser):
    """The bytes of a small picture, at most 160 KB."""

    media_type = "image/*"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, bytes]:
        """Return the bytes as ``content``. Raises ``TooLarge``."""
        content = bytes(stream.read(PREVIEW_BYTES + 1))
        if len(content) > PREVIEW_BYTES:
            raise TooLarge(_("A preview has at most 160 KB."), limit_bytes=PREVIEW_BYTES)
        return {"content": content}


class FieldView(ApiView):
    """A view for the phone: it must be able to tell why it was not let in."""

    def handle_exception(self, exc: Exception) -> Response:
        """Say ``signed_out`` or ``csrf`` where the phone can do something about it."""
        response = super().handle_exception(exc)
        if isinstance(exc, exceptions.NotAuthenticated):
            signed_out = envelope(response.status_code, "signed_out", SIGNED_OUT, {})
            signed_out["WWW-Authenticate"] = response.get("WWW-Authenticate", "Session")
            response = signed_out
        elif isinstance(exc, exceptions.PermissionDenied) and "CSRF" in str(exc.detail):
            response = envelope(response.status_code, "csrf", str(exc.detail), {})
        # It is kept on the phone, which may be read in the other language.
        return self._in_both_languages(exc, response)

    def _in_both_languages(self, exc: Exception, response: Response) -> Response:
        words: str | Promise = response.data["error"]["message"]
        if isinstance(exc, Refusal):
            words = exc.message
        elif isinstance(exc, exceptions.NotAuthenticated):
            words = SIGNED_OUT
        elif isinstance(exc, exceptions.ValidationError):
            words = NOT_VALID
        elif isinstance(exc, exceptions.ParseError):
            words = NOT_READ
        response.data |= tongues.reasons(words)
        return response


def admit(person: Person, *, urgent: bool = False) -> Limits:
    """Count a coming of the person's phones; return the limits. Raises ``TooOften``.

    A call for help is counted and never turned away.
    """
    limits = Limits.of(person.origin)
    if come(f"field.{person.pk}") > limits.batches_per_minute and not urgent:
        raise TooOften(_("Too many batches in one minute. Send them together."))
    return limits
