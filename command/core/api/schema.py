"""OpenAPI: what drf-spectacular cannot see by itself."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter


class Schema(AutoSchema):
    """Adds the idempotency key to every write."""

    def get_override_parameters(self) -> list[Any]:
        """Return the header that every writing operation takes."""
        if self.method not in {"POST", "PUT", "PATCH", "DELETE"}:
            return []
        return [
            OpenApiParameter(
                "Idempotency-Key",
                str,
                OpenApiParameter.HEADER,
                description="A UUIDv7 made by the client; the same key is carried out once.",
            )
        ]
