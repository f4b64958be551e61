"""Shapes of the interface of reports from the scene."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, latitude, longitude
from incidents.scene.lifecycle import MOST_PEOPLE, Count, Hazard, Road

OPTIONAL: dict[str, Any] = {"required": False}


class SceneHazardInput(Strict):
    """One hazard; without a place it is where the report was made."""

    kind = serializers.ChoiceField(choices=Hazard.choices)
    note = serializers.CharField(max_length=120, allow_blank=True, **OPTIONAL)
    lat = latitude(**OPTIONAL)
    lon = longitude(**OPTIONAL)


class SceneReportInput(Strict):
    """A report from the scene, as a desk heard it or another system sends it."""

    counts = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE),
        help_text=", ".join(Count.values),
        **OPTIONAL,
    )
    road = serializers.ChoiceField(choices=Road.choices, allow_blank=True, **OPTIONAL)
    hazards: Any = SceneHazardInput(many=True, **OPTIONAL)
    text = serializers.CharField(max_length=2000, allow_blank=True, **OPTIONAL)
    lat = latitude(**OPTIONAL)
    lon = longitude(**OPTIONAL)
    accuracy_m = Finite(**OPTIONAL)
    occurred_at = Moment(**OPTIONAL)


class SceneHazardShape(serializers.Serializer[Any]):
    """One hazard of a report; ``feature`` is its mark on the map."""

    kind = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    feature = serializers.CharField(required=False)


class SceneReportAnswer(serializers.Serializer[Any]):
    """One report from the scene."""

    id = serializers.CharField()
    incident = serializers.CharField()
    task = serializers.CharField(allow_null=True)
    author = serializers.CharField(allow_blank=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    figures = serializers.ListField(child=serializers.CharField())
    road = serializers.CharField(allow_blank=True)
    hazards = SceneHazardShape(many=True)
    text = serializers.CharField(allow_blank=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    accuracy_m = serializers.FloatField(allow_null=True)
    voice = serializers.CharField(allow_null=True)
    voice_type = serializers.CharField(allow_blank=True)
    voice_awaited = serializers.BooleanField()
    voice_at = serializers.DateTimeField(allow_null=True)
    code = serializers.CharField()
    at = serializers.DateTimeField()
    received_at = serializers.DateTimeField()
    room = serializers.CharField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()
