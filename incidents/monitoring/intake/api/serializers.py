"""Shapes of the API of the intake."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Strict, region
from command.core.api.shapes import shape_of
from incidents.monitoring.intake.actions.devices import LABEL, MOST_STATIONS, REASON
from incidents.monitoring.intake.rows import MOST_BYTES
from incidents.monitoring.intake.selectors.cards import FeedDeviceCard, SubscriptionCard
from incidents.monitoring.intake.topics import LONGEST

SubscriptionAnswer = shape_of(SubscriptionCard)


class FeedDeviceAnswer(shape_of(FeedDeviceCard)):  # type: ignore[misc]  # made from the card
    """A machine that pushes readings: for which stations it speaks. Never its key."""

    subscriptions = SubscriptionAnswer(many=True)


class FeedDeviceInput(Strict):
    """A new device; without ``stations`` it speaks for all of its region."""

    label = serializers.CharField(max_length=LABEL)  # type: ignore[assignment]  # so named
    region = region()
    stations = serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_STATIONS, default=list
    )


class FeedDeviceChangeInput(Strict):
    """Its name, and the stations that it speaks for: all of its region when there are none."""

    label = serializers.CharField(max_length=LABEL)  # type: ignore[assignment]  # so named
    stations = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_STATIONS)


class FeedDeviceSwitchInput(Strict):
    """On or off, and why."""

    enabled = serializers.BooleanField()
    reason = serializers.CharField(max_length=REASON, allow_blank=True, default="")


class FeedDeviceKeyAnswer(serializers.Serializer[Any]):
    """A device with its key, which is said this once."""

    device = FeedDeviceAnswer()
    key = serializers.CharField()


class SubscriptionInput(Strict):
    """A topic template at a broker of the settings."""

    broker = serializers.CharField(max_length=24)
    topic = serializers.CharField(max_length=LONGEST)
    paths = serializers.DictField(child=serializers.CharField(max_length=80), default=dict)


class ReasonAnswer(serializers.Serializer[Any]):
    """How many readings were refused for one reason, and when last."""

    why = serializers.CharField()
    text = serializers.CharField()
    count = serializers.IntegerField()
    at = serializers.DateTimeField()


class RefusalLineAnswer(serializers.Serializer[Any]):
    """What was refused on one day: of which device and stream; null when not known."""

    day = serializers.DateField()
    device_id = serializers.UUIDField(allow_null=True)
    device = serializers.CharField()
    station = serializers.CharField()
    stream = serializers.CharField()
    refused = ReasonAnswer()


class RefusalsAnswer(serializers.Serializer[Any]):
    """What was refused in the last days; strangers' is of no city."""

    items = RefusalLineAnswer(many=True)
    strangers = ReasonAnswer(many=True)


class TableInput(Strict):
    """A CSV table: looked at with ``preview``; ``leave_out`` records its good lines only."""

    csv = serializers.CharField(max_length=MOST_BYTES, trim_whitespace=False)
    preview = serializers.BooleanField(default=False)
    leave_out = serializers.BooleanField(default=False)


class TableProblemAnswer(serializers.Serializer[Any]):
    """A line that is wrong."""

    row = serializers.IntegerField()
    why = serializers.CharField()
    message = serializers.CharField()


class TableAnswer(serializers.Serializer[Any]):
    """What a table brought, or would bring."""

    recorded = serializers.BooleanField()
    new = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    late = serializers.IntegerField()
    refused = serializers.IntegerField()
    problems = TableProblemAnswer(many=True)
