"""Shapes of the API of roads."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Moment, Strict, latitude, longitude, region
from command.core.api.shapes import shape_of
from resources.routing.kinds import ConditionKind
from resources.routing.selectors import ConditionCard

ConditionAnswer = shape_of(ConditionCard)


class ConditionInput(Strict):
    """A road condition: stretches of a road, or an area; in an exercise, its key."""

    kind = serializers.ChoiceField(ConditionKind.choices)
    edges = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=120, default=list
    )
    area = region(required=False, allow_blank=True, default="")
    starts_at = Moment(required=False, allow_null=True, default=None)
    until = Moment()
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]  # DRF has a word of the same name
    text_zh = serializers.CharField(max_length=200, allow_blank=True, default="")
    text_en = serializers.CharField(max_length=200, allow_blank=True, default="")
    exercise_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class LiftInput(Strict):
    """Why a road condition is over before its time."""

    reason = serializers.CharField(max_length=200)


class LegQuery(Serializer[Any]):
    """From where to where."""

    from_lat = latitude()
    from_lon = longitude()
    to_lat = latitude()
    to_lon = longitude()
    convoy = serializers.BooleanField(default=False)
    heavy = serializers.BooleanField(default=False)


class LegAnswer(Serializer[Any]):
    """How long the way takes; ``minutes`` is null where the roads are closed."""

    open = serializers.BooleanField()
    minutes = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    km = serializers.FloatField()
    by = serializers.CharField()
    because = serializers.ListField(child=serializers.CharField())


class ReachQuery(Serializer[Any]):
    """From where; how far in minutes, up to four times with commas between."""

    lat = latitude()
    lon = longitude()
    minutes = serializers.RegexField(
        r"^[1-9][0-9]{0,2}(,[1-9][0-9]{0,2}){0,3}\Z", default="30,60,90"
    )


class StretchAnswer(Serializer[Any]):
    """One stretch of the road graph, and what it suffers from now."""

    key = serializers.CharField()
    ref = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()
    km = serializers.FloatField()
    minutes = serializers.FloatField(allow_null=True)
    conditions = serializers.ListField(child=serializers.UUIDField())


class FeaturesAnswer(Serializer[Any]):
    """A GeoJSON feature collection."""

    type = serializers.CharField()
    features = serializers.ListField(child=serializers.DictField())
