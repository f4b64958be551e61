"""Shapes of what the API of tracking takes and answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from command.core.api.fields import Moment, Strict
from command.core.api.shapes import shape_of
from resources.tracking.lifecycle import Datum
from resources.tracking.selectors import DeviceCard, Eta, FixCard, Trail, TrailPoint

DeviceAnswer = shape_of(DeviceCard)
EtaAnswer = shape_of(Eta)
TrailPointAnswer = shape_of(TrailPoint)


class FixAnswer(shape_of(FixCard)):  # type: ignore[misc]  # a class made from the card
    """Where a team is, and when it will be where it goes."""

    eta = EtaAnswer(allow_null=True)


class TrailAnswer(shape_of(Trail)):  # type: ignore[misc]  # a class made from the card
    """Where a team was, oldest first."""

    points = TrailPointAnswer(many=True)


class DevicesAnswer(serializers.Serializer[Any]):
    """The trackers that one may see."""

    items = DeviceAnswer(many=True)


class DeviceSecretAnswer(serializers.Serializer[Any]):
    """A tracker with its key, which is said this once."""

    device = DeviceAnswer()
    secret = serializers.CharField()


class DeviceInput(Strict):
    """A tracker on one team or on one vehicle."""

    label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # a field so named
    team_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    asset_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    datum = serializers.ChoiceField(Datum.choices, default=Datum.WGS84)
    uid = serializers.CharField(max_length=80, allow_blank=True, default="")


class SwitchInput(Strict):
    """On or off, and why."""

    enabled = serializers.BooleanField()
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class TrailQuery(serializers.Serializer[Any]):
    """From when to when; the last ten minutes if nothing is said."""

    since = Moment(required=False)
    until = Moment(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the span. Raises ``ValidationError`` when it ends before it begins."""
        if {"since", "until"} <= attrs.keys() and attrs["since"] > attrs["until"]:
            raise serializers.ValidationError({"until": [_("The end lies before the start.")]})
        return attrs
