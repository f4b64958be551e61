"""Shapes of the API of coverage."""

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from resources.coverage.pages import Advice
from resources.coverage.selectors import GapCard, MoveUpCard

GapAnswer = shape_of(GapCard)
MoveUpAnswer = shape_of(MoveUpCard)
MoveUpAdviceAnswer = shape_of(Advice)


class MoveUpInput(Strict):
    """Which team stands by there, and for how long."""

    team_id = serializers.UUIDField()
    hours = serializers.IntegerField(min_value=1, max_value=72, default=6)


class MoveUpEndInput(Strict):
    """Why a team goes home."""

    reason = serializers.CharField(max_length=200)
