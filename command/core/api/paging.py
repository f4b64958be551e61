"""Pages of a long list."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers


class PageInput(serializers.Serializer[Any]):
    """Which part of a list: ``limit`` rows (at most 500) from ``offset``."""

    limit = serializers.IntegerField(min_value=1, max_value=500, default=100)
    offset = serializers.IntegerField(min_value=0, max_value=1_000_000, default=0)


def page(
    rows: QuerySet[Any], card: Callable[[Any], Any], *, limit: int, offset: int
) -> dict[str, Any]:
    """Return ``{"total", "offset", "items"}``. Two queries."""
    return {
        "total": rows.count(),
        "offset": offset,
        "items": [asdict(card(row)) for row in rows[offset : offset + limit]],
    }
