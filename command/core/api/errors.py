"""One error envelope for every answer that is not the one asked for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from command.core.actions import record_refusal
from command.core.entrance import address_of
from command.core.errors import RACE, Conflict, NotPermitted, Refusal, is_race

BUSY = 503


def answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception into ``{"error": {"code", "message", "detail"}}``.

    Returns ``None`` for anything unforeseen, which stays a 500 and is reported.
    """
    if isinstance(exc, Refusal):
        if isinstance(exc, NotPermitted):
            _remember(exc, context["request"])
        return envelope(exc.status, exc.code, str(exc.message), exc.detail)
    if isinstance(exc, OperationalError):
        return envelope(BUSY, "busy", _("The database does not answer. Try again."), {})
    if isinstance(exc, IntegrityError) and is_race(exc):
        return envelope(Conflict.status, Conflict.code, RACE, {})
    response = exception_handler(exc, context)
    if response is None:
        return None
    headers = {name: response[name] for name in ("WWW-Authenticate", "Allow", "Retry-After")
               if response.has_header(name)}  # fmt: skip
    if isinstance(exc, exceptions.ValidationError):
        message = _("Some fields are not valid.")
        return envelope(response.status_code, "invalid", message, response.data, headers)
    if isinstance(exc, Http404):
        return envelope(404, "not_there", _("There is no such thing."), {}, headers)
    if isinstance(exc, PermissionDenied):
        return envelope(403, "not_permitted", _("You may not do this."), {}, headers)
    code = str(getattr(exc, "default_code", "error"))
    return envelope(response.status_code, code, str(getattr(exc, "detail", exc)), {}, headers)


def envelope(
    status: int,
    code: str,
    message: str | Promise,
    detail: object,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return the error answer."""
    body = {"error": {"code": code, "message": str(message), "detail": detail}}
    return Response(body, status=status, headers=headers)


def _remember(exc: NotPermitted, request: Any) -> None:
    record_refusal(
        actor=request.user if request.user.is_authenticated else None,
        what=f"{request.method} {request.path}"[:200],
        address=address_of(request),
        detail={"message": str(exc.message), **exc.detail},
    )
