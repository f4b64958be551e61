"""Shapes of what is said of lots and checks."""

from rest_framework import serializers

from command.core.api.fields import Strict
from resources.register.api.serializers import MOST


class LotInput(Strict):
    """A lot of a stock; a firm has an agreement and hours until it delivers."""

    number = serializers.CharField(max_length=40)
    quantity = serializers.IntegerField(min_value=0, max_value=MOST)
    produced = serializers.DateField(required=False, allow_null=True, default=None)
    expires = serializers.DateField(required=False, allow_null=True, default=None)
    next_check = serializers.DateField(required=False, allow_null=True, default=None)
    firm = serializers.CharField(max_length=80, allow_blank=True, default="")
    agreement = serializers.CharField(max_length=40, allow_blank=True, default="")
    calloff_hours = serializers.IntegerField(
        min_value=0, max_value=8784, required=False, allow_null=True, default=None
    )
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class ChangeLotInput(LotInput):
    """A lot as it shall be, and why."""

    reason = serializers.CharField(max_length=200)
    seen_at = serializers.CharField(max_length=40, allow_blank=True, default="")


class ThingCheckInput(Strict):
    """The result of a check, and when the next is due."""

    is_passed = serializers.BooleanField()
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    next_check = serializers.DateField(required=False, allow_null=True, default=None)
