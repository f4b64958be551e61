"""Shapes of the register of stations, streams and what is observed."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, latitude, longitude
from command.core.api.shapes import shape_of
from incidents.monitoring.actions.forecasts import MOST
from incidents.monitoring.api.serializers import quantity
from incidents.monitoring.models import BOUND
from incidents.monitoring.selectors import PropertyCard, SensorCard
from incidents.monitoring.selectors.series import MOST_POINTS

PropertyAnswer = shape_of(PropertyCard)
SensorAnswer = shape_of(SensorCard)


class PropertyInput(Strict):
    """A quantity that can be measured, with its usual unit and what is possible at all."""

    code = serializers.RegexField(r"^[A-Za-z0-9._-]{1,40}\Z")
    name_zh = serializers.CharField(max_length=40)
    name_en = serializers.CharField(max_length=60, allow_blank=True, default="")
    unit = serializers.CharField(max_length=12)
    definition = serializers.CharField(max_length=300, allow_blank=True, default="")
    description = serializers.CharField(max_length=300, allow_blank=True, default="")
    lowest = quantity(allow_null=True, default=None)
    highest = quantity(allow_null=True, default=None)


class SensorInput(Strict):
    """The instrument or the way in which something is measured."""

    name = serializers.CharField(max_length=100)
    description = serializers.CharField(max_length=300, allow_blank=True, default="")
    encoding_type = serializers.CharField(max_length=100, allow_blank=True, default="")
    metadata = serializers.CharField(max_length=1000, allow_blank=True, default="")


class StationChangeInput(Strict):
    """What is to be otherwise of a station; what is left out stays."""

    name_zh = serializers.CharField(max_length=60, required=False)
    name_en = serializers.CharField(max_length=80, required=False)
    description = serializers.CharField(max_length=300, allow_blank=True, required=False)
    lat = latitude(required=False)
    lon = longitude(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put latitude and longitude together. Raises ``ValidationError`` for one alone."""
        if not attrs or ("lat" in attrs) != ("lon" in attrs):
            raise serializers.ValidationError(
                {"lat": "Say something; lat and lon go together."}
            )
        if "lat" in attrs:
            attrs["point"] = attrs.pop("lat"), attrs.pop("lon")
        return attrs


class StreamChangeInput(Strict):
    """What is to be otherwise of a stream; what is left out stays, null takes a limit away."""

    name = serializers.CharField(max_length=40, required=False)
    name_en = serializers.CharField(max_length=60, allow_blank=True, required=False)
    description = serializers.CharField(max_length=300, allow_blank=True, required=False)
    interval_s = serializers.IntegerField(min_value=1, max_value=7 * 86400, required=False)
    warning = quantity(allow_null=True, required=False)
    guarantee = quantity(allow_null=True, required=False)
    rise_per_hour = quantity(allow_null=True, required=False)
    margin = Finite(min_value=0, max_value=BOUND, required=False)
    observed = serializers.CharField(max_length=40, allow_null=True, required=False)
    sensor_id = serializers.UUIDField(allow_null=True, required=False)
    lowest = quantity(allow_null=True, required=False)
    highest = quantity(allow_null=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raise ``ValidationError`` when nothing is to be changed."""
        if not attrs:
            raise serializers.ValidationError("Say what is to be otherwise.")
        return attrs


class StreamRetireInput(Strict):
    """Why a stream is taken out of use."""

    reason = serializers.CharField(max_length=200)


class ForecastPointInput(Strict):
    """What is expected at a time."""

    at = Moment()
    value = quantity()


class ForecastInput(Strict):
    """One issue of a forecast."""

    issued_at = Moment()
    points = serializers.ListField(child=ForecastPointInput(), min_length=1, max_length=MOST)


class ForecastTakenAnswer(serializers.Serializer[Any]):
    """How many points were new."""

    new = serializers.IntegerField()


class SeriesQuery(serializers.Serializer[Any]):
    """A span of time, and into how many points it is put."""

    start = Moment()
    end = Moment()
    points = serializers.IntegerField(min_value=1, max_value=MOST_POINTS, default=400)


class SeriesRowAnswer(serializers.Serializer[Any]):
    """One point; ``at`` is where its step begins. Null: no value was given."""

    at = serializers.DateTimeField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)
    last = serializers.FloatField(allow_null=True)
    count = serializers.IntegerField()


class SeriesAnswer(serializers.Serializer[Any]):
    """What a stream said; ``step_s`` 0 when each row is one reading."""

    step_s = serializers.IntegerField()
    rows = SeriesRowAnswer(many=True)
