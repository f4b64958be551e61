"""Shapes of the API of readiness."""

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from plans.readiness.actions.run import LARGEST_SEED
from plans.readiness.selectors import ReadinessCard

ReadinessShape = shape_of(ReadinessCard)


class ReadinessRunInput(Strict):
    """With which luck; the plan's own where none is named."""

    seed = serializers.IntegerField(min_value=0, max_value=LARGEST_SEED - 1, required=False)


class RealStepShape(serializers.Serializer[object]):
    """One step as it went, and the band in which four of five runs end."""

    key = serializers.CharField()
    minutes = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    rank = serializers.FloatField()
    inside = serializers.BooleanField()


class BacktestShape(serializers.Serializer[object]):
    """An activation held against the reckoning of its plan."""

    activation = serializers.UUIDField()
    at = serializers.DateTimeField()
    inside = serializers.IntegerField()
    steps = RealStepShape(many=True)
