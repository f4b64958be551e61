"""Fields of what SensorThings clients write."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from command.core.api.fields import Finite
from incidents.monitoring.models import BOUND
from incidents.monitoring.sta.entities import GEOJSON

ID = "@iot.id"
# The older name of the same thing, which clients still say.
ENCODINGS = frozenset({GEOJSON, "application/vnd.geo+json", "application/vnd.geo json"})


class Quantity(Finite):
    """A number, never a text that looks like one."""

    def __init__(self, **options: Any) -> None:
        """Take numbers that a reading can be."""
        super().__init__(min_value=-BOUND, max_value=BOUND, **options)

    def to_internal_value(self, data: Any) -> float:
        """Return the number. Raises ``ValidationError``."""
        if not isinstance(data, int | float):
            raise serializers.ValidationError(_("A finite number is required."))
        return super().to_internal_value(data)


class Point(serializers.Field[Any, Any, Any, Any]):
    """A GeoJSON point, or a feature that is one; gives (lat, lon)."""

    def to_internal_value(self, data: Any) -> tuple[float, float]:
        """Return latitude and longitude. Raises ``ValidationError``."""
        if isinstance(data, dict) and data.get("type") == "Feature":
            data = data.get("geometry")
        is_point = isinstance(data, dict) and data.get("type") == "Point"
        found = data.get("coordinates") if is_point else None
        if not (isinstance(found, list) and 2 <= len(found) <= 3):
            raise serializers.ValidationError(_("A place is a GeoJSON point."))
        lon, lat = (Quantity().run_validation(each) for each in found[:2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise serializers.ValidationError(_("This position is not on the earth."))
        return lat, lon

    def to_representation(self, value: Any) -> Any:
        """Return what was given."""
        return value


class Encoding(serializers.Field[Any, Any, Any, Any]):
    """The encoding of a place: GeoJSON."""

    def to_internal_value(self, data: Any) -> str:
        """Return the encoding. Raises ``ValidationError`` for any but GeoJSON."""
        if not isinstance(data, str) or data not in ENCODINGS:
            raise serializers.ValidationError(_("A place is a GeoJSON point."))
        return GEOJSON

    def to_representation(self, value: Any) -> Any:
        """Return what was given."""
        return value


class Nothing(serializers.Field[Any, Any, Any, Any]):
    """What the standard knows and is not kept here: refused, unless it says nothing."""

    def __init__(self, **options: Any) -> None:
        """Take what says nothing."""
        super().__init__(required=False, allow_null=True, **options)

    def to_internal_value(self, data: Any) -> None:
        """Return nothing. Raises ``ValidationError`` when something was said."""
        if data not in ({}, [], ""):
            raise serializers.ValidationError(_("This is not kept here."))

    def to_representation(self, value: Any) -> Any:
        """Return what was given."""
        return value


class Linked(serializers.Field[Any, Any, Any, Any]):
    """Another entity: the key of one that is there, or a new one if ``made`` reads it."""

    def __init__(
        self, made: type[serializers.BaseSerializer[Any]] | None = None, **options: Any
    ) -> None:
        """Keep how a new one is read."""
        super().__init__(**options)
        self.made = made

    def to_internal_value(self, data: Any) -> UUID | dict[str, Any]:
        """Return a key, or what a new one is made of. Raises ``ValidationError``."""
        if isinstance(data, dict) and ID in data:
            try:
                return UUID(data[ID])
            except (ValueError, TypeError, AttributeError):
                raise serializers.ValidationError(_("There is no such thing.")) from None
        if self.made is None:
            raise serializers.ValidationError(_("Name one that is there, by its @iot.id."))
        new = self.made(data=data)
        new.is_valid(raise_exception=True)
        return dict(new.validated_data)

    def to_representation(self, value: Any) -> Any:
        """Return what was given."""
        return value


def text(most: int, *, required: bool = False) -> serializers.CharField:
    """Return a field for a text; one that is not required may be left out or be blank."""
    if required:
        return serializers.CharField(max_length=most)
    return serializers.CharField(max_length=most, allow_blank=True, default="")


def code(most: int) -> serializers.RegexField:
    """Return a field for a code that people may type; one is made up where none is given."""
    return serializers.RegexField(rf"^[A-Za-z0-9._-]{{1,{most}}}\Z", default="")


def limit() -> Quantity:
    """Return a field for a limit that need not be."""
    return Quantity(allow_null=True, default=None)
