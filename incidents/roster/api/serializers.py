"""Shapes of the roster API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core import regions
from command.core.api.fields import Moment, Strict
from command.core.api.shapes import shape_of
from incidents.roster.selectors.cards import HandoverCard, ShiftCard

ShiftAnswer = shape_of(ShiftCard)
HandoverAnswer = shape_of(HandoverCard)
AUTHORITIES = [*regions.CITIES, regions.REGION]


class WeekQuery(Serializer[Any]):
    """Which week of which authority; this week when no day is named."""

    region = serializers.ChoiceField(AUTHORITIES)
    day = serializers.DateField(required=False)

    def validate_day(self, value: Any) -> Any:
        """Refuse a year nobody plans for."""
        if not 2000 <= value.year <= 2200:
            raise serializers.ValidationError("out of all bounds")
        return value


class ShiftInput(Strict):
    """A shift: leader, chief and two officers; an empty place is a gap."""

    region = serializers.ChoiceField(AUTHORITIES)
    starts_at = Moment()
    ends_at = Moment()
    people = serializers.ListField(
        child=serializers.UUIDField(allow_null=True),
        min_length=4,
        max_length=4,
        help_text="leader, chief, officer, officer",
    )
    phone = serializers.CharField(max_length=30, allow_blank=True, default="")
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class HandInput(Strict):
    """A handover: to whom, with what notes; a reason when the roster says otherwise."""

    region = serializers.ChoiceField(AUTHORITIES)
    taker_id = serializers.UUIDField()
    notes = serializers.CharField(max_length=2000, allow_blank=True, default="")
    override_reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class TakeInput(Strict):
    """The taker's signature under the page with this digest."""

    digest = serializers.RegexField(r"^[0-9a-f]{64}\Z")
    remarks = serializers.CharField(max_length=1000, allow_blank=True, default="")


class PageAnswer(Serializer[Any]):
    """A handover with its frozen page."""

    handover = HandoverAnswer()
    content = serializers.JSONField()
