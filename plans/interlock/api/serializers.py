"""Shapes of the API of the interlock."""

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from plans.interlock.lifecycle import Answer, Status
from plans.interlock.promises import Promise
from plans.interlock.selectors import ShortfallCard

ShortfallAnswerShape = shape_of(ShortfallCard)
PromiseShape = shape_of(Promise)


class InterlockQuery(Strict):
    """Of one thing, or of all."""

    what = serializers.RegexField(r"^[A-Za-z0-9_]{1,16}$", required=False)


class ShortfallsQuery(InterlockQuery):
    """Those in one state; without it all that last."""

    status = serializers.ChoiceField(choices=Status.choices, required=False)


class AskShape(serializers.Serializer[object]):
    """An ask: how much is promised if it is called alone, and if all are."""

    ask = PromiseShape()
    alone = serializers.IntegerField()
    together = serializers.IntegerField()


class OfferShape(serializers.Serializer[object]):
    """An offer: what could go tonight, and how much others count on it."""

    offer = PromiseShape()
    free = serializers.IntegerField(allow_null=True)
    counted_on = serializers.IntegerField()


class CellShape(serializers.Serializer[object]):
    """One giver, one taker (empty: any of the others) and one thing."""

    what = serializers.CharField()
    giver = serializers.CharField()
    taker = serializers.CharField()
    asked = serializers.IntegerField()
    promised = serializers.IntegerField()
    there = serializers.IntegerField(allow_null=True)
    states = serializers.ListField(child=serializers.CharField())
    asks = AskShape(many=True)
    offers = OfferShape(many=True)


class ShortfallAnswerInput(Strict):
    """What was done about it, or that the risk is borne, and why."""

    answer = serializers.ChoiceField(choices=Answer.choices)
    reason = serializers.CharField(max_length=300)
