"""Shapes of the interface of cameras."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Strict, latitude, longitude, region
from command.core.api.shapes import shape_of
from incidents.cameras.adapters import Playback
from incidents.cameras.kinds import CameraKind, Source
from incidents.cameras.selectors import CameraCard, CameraShareCard

CameraAnswer = shape_of(CameraCard)
CameraShareAnswer = shape_of(CameraShareCard)
PlaybackAnswer = shape_of(Playback)


class Placed(Strict):
    """Input with a position: both of ``lat`` and ``lon``, or neither."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put latitude and longitude together."""
        given = {name for name in ("lat", "lon") if name in attrs}
        if not given:
            return attrs
        lat, lon = attrs.pop("lat", None), attrs.pop("lon", None)
        if (lat is None) != (lon is None):
            raise serializers.ValidationError({"lat": ["A position has both lat and lon."]})
        return {**attrs, "point": None if lat is None or lon is None else (lat, lon)}


class CameraInput(Placed):
    """A new camera; degrees from north, clockwise."""

    name = serializers.CharField(max_length=80)
    name_en = serializers.CharField(max_length=120, allow_blank=True, default="")
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    kind = serializers.ChoiceField(CameraKind.choices)
    region = region()
    lat = latitude(required=False, allow_null=True)
    lon = longitude(required=False, allow_null=True)
    bearing_deg = serializers.IntegerField(
        min_value=0, max_value=359, allow_null=True, default=None
    )
    view_deg = serializers.IntegerField(
        min_value=1, max_value=360, allow_null=True, default=None
    )
    gb28181_id = serializers.CharField(max_length=20, allow_blank=True, default="")
    source = serializers.ChoiceField(  # type: ignore[assignment]  # a field, not where it comes from
        Source.choices, default=Source.NONE.value
    )
    source_path = serializers.CharField(max_length=300, allow_blank=True, default="")


class CameraChangeInput(Placed):
    """What is to be otherwise; what is left out stays. ``seen_at``: the card's ``at``."""

    name = serializers.CharField(max_length=80, required=False)
    name_en = serializers.CharField(max_length=120, allow_blank=True, required=False)
    place = serializers.CharField(max_length=120, allow_blank=True, required=False)
    kind = serializers.ChoiceField(CameraKind.choices, required=False)
    lat = latitude(required=False, allow_null=True)
    lon = longitude(required=False, allow_null=True)
    bearing_deg = serializers.IntegerField(
        min_value=0, max_value=359, allow_null=True, required=False
    )
    view_deg = serializers.IntegerField(
        min_value=1, max_value=360, allow_null=True, required=False
    )
    gb28181_id = serializers.CharField(max_length=20, allow_blank=True, required=False)
    source = serializers.ChoiceField(  # type: ignore[assignment]  # a field, not where it comes from
        Source.choices, required=False
    )
    source_path = serializers.CharField(max_length=300, allow_blank=True, required=False)
    seen_at = serializers.CharField(max_length=40, required=False)


class CameraRetireInput(Strict):
    """Why it is taken out of use."""

    reason = serializers.CharField(max_length=200)


class CameraShareInput(Strict):
    """With which incident."""

    incident_id = serializers.UUIDField()


class CamerasImportInput(Strict):
    """A CSV file as text: a heading, then one camera a row."""

    csv = serializers.CharField(max_length=1_000_000)


class CameraQuery(serializers.Serializer[Any]):
    """Which cameras."""

    city = region(required=False)
    kind = serializers.ChoiceField(CameraKind.choices, required=False)


class StreamAdmission(serializers.Serializer[Any]):
    """What MediaMTX asks: may this pass read that path? The rest of its question is ignored."""

    action = serializers.CharField(max_length=20)
    path = serializers.CharField(max_length=300, allow_blank=True)
    token = serializers.CharField(max_length=2000, allow_blank=True, required=False)
