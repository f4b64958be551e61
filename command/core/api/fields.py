"""Fields of strict input."""

import math
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework import serializers

CODE = r"^[0-9]{6}\Z"
FIRST_YEAR, LAST_YEAR = 1900, 2200


class Strict(serializers.Serializer[Any]):
    """Input in which a field that is not known is a mistake, never ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated fields. Raises ``ValidationError``."""
        given = super().to_internal_value(data)
        unknown = sorted(set(data) - set(self.fields))
        if unknown:
            raise serializers.ValidationError(
                {str(name): [_("This field is not known.")] for name in unknown}
            )
        return given


class StrictShape(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Tells the readers of the schema that nothing else is accepted."""

    target_class = "command.core.api.fields.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        """Return the shape, closed."""
        shape: dict[str, Any] = auto_schema._map_serializer(  # type: ignore[no-untyped-call]
            self.target, direction, bypass_extensions=True
        )
        return {**shape, "additionalProperties": False}


class Moment(serializers.DateTimeField):
    """A time with its zone, in a year that a person alive could mean."""

    def to_internal_value(self, value: Any) -> datetime:
        """Return the time. Raises ``ValidationError``."""
        given: datetime = super().to_internal_value(value)
        if not FIRST_YEAR <= given.year <= LAST_YEAR:
            raise serializers.ValidationError(_("This time is out of all bounds."))
        return given


class Finite(serializers.FloatField):
    """A number that is neither infinite nor no number at all."""

    def to_internal_value(self, data: Any) -> float:
        """Return the number. Raises ``ValidationError``."""
        try:
            given: float = super().to_internal_value(data)
        except OverflowError:
            given = math.inf
        if isinstance(data, bool) or not math.isfinite(given):
            raise serializers.ValidationError(_("A finite number is required."))
        return given


def region(**options: Any) -> serializers.RegexField:
    """Return a field for a region code of GB/T 2260."""
    return serializers.RegexField(CODE, help_text="GB/T 2260", **options)


def latitude(**options: Any) -> Finite:
    """Return a field for degrees north, WGS 84."""
    return Finite(min_value=-90, max_value=90, help_text="degrees, WGS 84", **options)


def longitude(**options: Any) -> Finite:
    """Return a field for degrees east, WGS 84."""
    return Finite(min_value=-180, max_value=180, help_text="degrees, WGS 84", **options)
