"""Shapes of the plotting API: GeoJSON in and out (RFC 7946, longitude first)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict
from command.core.api.shapes import shape_of
from incidents.plotting.actions.draw import MOST_AT_ONCE
from incidents.plotting.categories import CATEGORIES
from incidents.plotting.inside import Found
from incidents.plotting.lifecycle import WIDEST_BUFFER_M, Style, Visibility
from incidents.plotting.selectors import VersionCard
from incidents.plotting.shapes import BOX

GEOMETRY = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": ["Point", "LineString", "Polygon"]},
        "coordinates": {"type": "array", "items": {}},
    },
    "required": ["type", "coordinates"],
}
VersionAnswer = shape_of(VersionCard)
FoundAnswer = shape_of(Found)


@extend_schema_field(GEOMETRY)
class Geometry(serializers.JSONField):
    """A GeoJSON geometry; the door judges it."""


CODES = sorted(CATEGORIES)


class PropertiesInput(Strict):
    """What a new feature says besides where it is."""

    category = serializers.ChoiceField(CODES)
    label = serializers.CharField(max_length=60, allow_blank=True, default="")  # type: ignore[assignment]
    note = serializers.CharField(max_length=1000, allow_blank=True, default="")
    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.ROOM)
    expires_at = Moment(allow_null=True, default=None)
    buffer_m = serializers.IntegerField(min_value=0, max_value=WIDEST_BUFFER_M, default=0)
    style = serializers.ChoiceField(Style.choices, default=Style.SOLID)  # type: ignore[assignment]


class ChangedPropertiesInput(Strict):
    """Those properties that are to change."""

    category = serializers.ChoiceField(CODES, required=False)
    label = serializers.CharField(max_length=60, allow_blank=True, required=False)  # type: ignore[assignment]
    note = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    visibility = serializers.ChoiceField(Visibility.choices, required=False)
    expires_at = Moment(allow_null=True, required=False)
    buffer_m = serializers.IntegerField(min_value=0, max_value=WIDEST_BUFFER_M, required=False)
    style = serializers.ChoiceField(Style.choices, required=False)  # type: ignore[assignment]


class FeatureInput(Strict):
    """A GeoJSON feature to be drawn."""

    type = serializers.ChoiceField(["Feature"], default="Feature")
    geometry = Geometry()
    properties = PropertiesInput()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the fields as the door takes them."""
        return {"geometry": attrs["geometry"], **attrs["properties"]}


class ChangeInput(Strict):
    """What is to change, and the version it was read from."""

    base = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    geometry = Geometry(required=False)
    properties = ChangedPropertiesInput(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the base and the fields as the door takes them."""
        given = dict(attrs.get("properties", {}))
        if "geometry" in attrs:
            given["geometry"] = attrs["geometry"]
        return {"base": attrs["base"], "given": given}


class RestoreInput(Strict):
    """Which version is to be again, and the version that was looked at."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    base = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ImportInput(Strict):
    """A GeoJSON feature collection; each row is judged by itself."""

    type = serializers.ChoiceField(["FeatureCollection"])
    features = serializers.ListField(
        child=serializers.DictField(), min_length=1, max_length=MOST_AT_ONCE
    )


class ZoneInput(Strict):
    """A zone around a position or around a feature."""

    lon = Finite(min_value=BOX[0], max_value=BOX[2], required=False)
    lat = Finite(min_value=BOX[1], max_value=BOX[3], required=False)
    feature = serializers.UUIDField(required=False)
    metres = serializers.IntegerField(min_value=1, max_value=WIDEST_BUFFER_M)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for one or the other."""
        position = {"lon", "lat"} & set(attrs)
        if len(position) == 1 or bool(position) == ("feature" in attrs):
            raise serializers.ValidationError("lon and lat, or feature")
        return attrs


class FeatureAnswer(serializers.Serializer[object]):
    """A drawn feature as GeoJSON."""

    type = serializers.CharField()
    id = serializers.CharField()
    geometry = Geometry()
    properties = serializers.DictField()


class CollectionAnswer(serializers.Serializer[object]):
    """Drawn features as GeoJSON."""

    type = serializers.CharField()
    features = FeatureAnswer(many=True)


class InsideKindAnswer(serializers.Serializer[object]):
    """How many of one kind lie inside, and what they count together."""

    kind = serializers.CharField()
    title = serializers.CharField()
    number = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    counts = serializers.CharField(allow_blank=True)


class InsideAnswer(serializers.Serializer[object]):
    """What lies in a zone; ``zone`` is its outline."""

    metres = serializers.IntegerField()
    zone = Geometry()
    kinds = InsideKindAnswer(many=True)
    items = FoundAnswer(many=True)


class CategoryAnswer(serializers.Serializer[object]):
    """One category of the list."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    group = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    symbol = serializers.CharField()
    role = serializers.CharField()
