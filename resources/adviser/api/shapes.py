"""Shapes of the adviser's API."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from resources.adviser.selectors.cut import AdviceShown
from resources.adviser.selectors.reading import BreachCard
from resources.adviser.words import AIMS

AdviceAnswer = shape_of(AdviceShown)
FloorBreachAnswer = shape_of(BreachCard)


class AdviceInput(Strict):
    """Which needs to answer; all that are open when none is named."""

    needs = serializers.ListField(child=serializers.UUIDField(), max_length=30, default=list)


class PlanChoiceInput(Strict):
    """Which plan is chosen and why; ``as_of`` is the answer that was looked at."""

    plan = serializers.ChoiceField(list(AIMS.items()))
    reason = serializers.CharField(max_length=2000)
    as_of = serializers.ChoiceField(["", "quick", "proven"], default="")


class FloorSignatureInput(Strict):
    """Signed or refused, and why."""

    is_signed = serializers.BooleanField()
    reason = serializers.CharField(max_length=500)


class ChosenAnswer(serializers.Serializer[Any]):
    """What came of choosing a plan."""

    decision = serializers.UUIDField()
    number = serializers.CharField()
    requests = serializers.ListField(child=serializers.CharField())
    orders = serializers.IntegerField()
    to_order = serializers.ListField(child=serializers.CharField())
    signatures = serializers.IntegerField()


class CityFloor(serializers.Serializer[Any]):
    """What must stay of one thing in one city."""

    city = serializers.CharField()
    what = serializers.CharField()
    least = serializers.IntegerField()
    signed_by = serializers.CharField()
    basis = serializers.CharField()


class SuggestedUnit(serializers.Serializer[Any]):
    """A unit that the adviser suggests to whoever was asked."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    quantity = serializers.CharField()
    expected_at = serializers.DateTimeField()
