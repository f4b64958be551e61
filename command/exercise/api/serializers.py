"""Shapes of the API of exercises."""

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from command.core.models import Duty
from command.exercise.actions.injects import EXPECTED, LONGEST, SHORT
from command.exercise.models import Inject
from command.exercise.models.inject import TEXT_LENGTH, TITLE_LENGTH
from command.exercise.selectors import ExerciseCard, InjectCard

ExerciseAnswer = shape_of(ExerciseCard)
InjectAnswer = shape_of(InjectCard)


def words(most: int) -> serializers.CharField:
    """Return a field of text that may be left out."""
    return serializers.CharField(max_length=most, allow_blank=True, default="")


class InjectInput(Strict):
    """What the players are confronted with and when, and what is expected of them."""

    at_minutes = serializers.IntegerField(min_value=-LONGEST, max_value=LONGEST)
    title = serializers.CharField(max_length=TITLE_LENGTH)
    text = words(TEXT_LENGTH)
    sender = words(SHORT)
    channel = serializers.ChoiceField(Inject.Channel.choices, default=Inject.Channel.PHONE)
    post = serializers.ChoiceField(Duty.Post.choices, allow_blank=True, default="")
    region = serializers.RegexField(r"^[0-9]{6}$", allow_blank=True, default="")
    expects = words(EXPECTED)
    within_minutes = serializers.IntegerField(min_value=0, max_value=LONGEST, default=0)


class SkipInjectInput(Strict):
    """Why an inject is left out."""

    reason = serializers.CharField(max_length=EXPECTED)
