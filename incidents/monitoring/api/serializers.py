"""Shapes of the monitoring API."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, latitude, longitude, region
from command.core.api.shapes import shape_of
from incidents.monitoring.lifecycle import Why
from incidents.monitoring.models import BOUND
from incidents.monitoring.selectors import StationCard, StreamCard

StationAnswer = shape_of(StationCard)
StreamAnswer = shape_of(StreamCard)

MOST_READINGS = 5000  # of one request


def quantity(**options: Any) -> Finite:
    """Return a field for a value or a limit."""
    return Finite(min_value=-BOUND, max_value=BOUND, **options)


class StationInput(Strict):
    """A new station; ``region`` null outside the four cities."""

    code = serializers.RegexField(r"^[A-Za-z0-9._-]{1,24}\Z")
    name_zh = serializers.CharField(max_length=60)
    name_en = serializers.CharField(max_length=80)
    region = region(allow_null=True, default=None)
    lat = latitude()
    lon = longitude()
    illustrative = serializers.BooleanField(default=False)
    description = serializers.CharField(max_length=300, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put latitude and longitude together."""
        point = attrs.pop("lat"), attrs.pop("lon")
        return {**attrs, "point": point}


class StreamInput(Strict):
    """A quantity that a station measures; a rule without a number does not exist."""

    key = serializers.RegexField(r"^[A-Za-z0-9._-]{1,24}\Z")
    name = serializers.CharField(max_length=40)
    name_en = serializers.CharField(max_length=60, allow_blank=True, default="")
    unit = serializers.CharField(max_length=12)
    interval_s = serializers.IntegerField(min_value=1, max_value=7 * 86400)
    warning = quantity(allow_null=True, default=None)
    guarantee = quantity(allow_null=True, default=None)
    rise_per_hour = quantity(allow_null=True, default=None)
    margin = Finite(min_value=0, max_value=BOUND, default=0.02)
    observed = serializers.CharField(max_length=40, allow_null=True, default=None)
    sensor_id = serializers.UUIDField(allow_null=True, default=None)
    description = serializers.CharField(max_length=300, allow_blank=True, default="")
    lowest = quantity(allow_null=True, default=None)
    highest = quantity(allow_null=True, default=None)


class ReadingInput(Strict):
    """One value; null when the sensor gave none."""

    observed_at = Moment()
    value = quantity(allow_null=True)


class ReadingsInput(Strict):
    """Readings of one stream."""

    readings = serializers.ListField(
        child=ReadingInput(), min_length=1, max_length=MOST_READINGS
    )
    incident_id = serializers.UUIDField(required=False)


class RefusedAnswer(serializers.Serializer[Any]):
    """One reading that was not taken: its place in what was sent, and why."""

    index = serializers.IntegerField()
    why = serializers.ChoiceField(choices=Why.choices)
    text = serializers.CharField()


class TakenAnswer(serializers.Serializer[Any]):
    """What became of the readings: what is not refused is kept; ``new`` includes ``late``."""

    new = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    late = serializers.IntegerField()
    refused = RefusedAnswer(many=True)
