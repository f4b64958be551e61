"""Shapes of the API of coverage."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from resources.coverage.pages import Advice
from resources.coverage.selectors import GapCard, MoveUpCard

GapAnswer = shape_of(GapCard)
MoveUpAnswer = shape_of(MoveUpCard)
MoveUpAdviceAnswer = shape_of(Advice)


class MoveUpInput(Strict):
    """Which team, or which asset, stands by there, and for how long."""

    team_id = serializers.UUIDField(required=False)
    asset_id = serializers.UUIDField(required=False)
    hours = serializers.IntegerField(min_value=1, max_value=72, default=6)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse both, and neither."""
        if ("team_id" in attrs) == ("asset_id" in attrs):
            raise serializers.ValidationError(_("Name one team, or one vehicle."))
        return attrs


class MoveUpEndInput(Strict):
    """Why it goes home."""

    reason = serializers.CharField(max_length=200)
