"""The base of every API view."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

WRITING = ("post", "put", "patch", "delete")


class PersonRequest(Request):
    """A request of somebody who is signed in."""

    user: Person


class ApiView(APIView):
    """Reads input by a serializer, repeats nothing that carries an ``Idempotency-Key``."""

    request: PersonRequest

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let every writing method be done once per key."""
        super().__init_subclass__(**kwargs)
        for name in WRITING:
            if name in cls.__dict__:
                setattr(cls, name, _once(cls.__dict__[name]))

    def read(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the validated body. Raises DRF's ``ValidationError``."""
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def read_query(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the validated query string. Raises DRF's ``ValidationError``."""
        given = serializer(data=self.request.query_params.dict())
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


def _once(method: Callable[..., Response]) -> Callable[..., Response]:
    @wraps(method)
    def inside(self: ApiView, request: PersonRequest, *args: Any, **kwargs: Any) -> Response:
        given = request.headers.get("Idempotency-Key")
        if given is None:
            return method(self, request, *args, **kwargs)

        def run() -> dict[str, Any]:
            response = method(self, request, *args, **kwargs)
            return {"status": response.status_code, "data": response.data}

        result, repeated = operations.once(
            _key(given),
            actor=request.user,
            what=f"{request.method} {request.path}"[:200],
            asked=request.data,
            run=run,
        )
        headers = {"Idempotency-Replayed": "true"} if repeated else {}
        return Response(result["data"], status=result["status"], headers=headers)

    return inside


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Idempotency-Key must be a UUID.")) from None
