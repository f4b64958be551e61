"""Shapes of the API of starts and plans at work."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from plans.activation.actions.sign import REFUSE, SIGN, WITHDRAW
from plans.activation.selectors.plain import PlanPreviewCard, StartRequestCard
from plans.api.serializers import ActivateInput, ActivationAnswer

PlanPreviewAnswer = shape_of(PlanPreviewCard)
StartRequestAnswer = shape_of(StartRequestCard)


def step_keys() -> serializers.ListField:
    """Return a field of steps, by key; none unless said."""
    return serializers.ListField(
        child=serializers.CharField(max_length=12), max_length=200, default=list
    )


class PlanPreviewQuery(Strict):
    """Which start is looked at; without a level the gravest that the plan knows."""

    incident = serializers.UUIDField()
    level = serializers.IntegerField(min_value=0, max_value=4, default=0)


class AskStartInput(ActivateInput):
    """The start for which signatures are asked."""


class SignStartInput(Strict):
    """What is said to a request."""

    verdict = serializers.ChoiceField([SIGN, REFUSE, WITHDRAW])
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class SignedAnswer(Serializer[Any]):
    """The request, and the plan at work when this was the last signature."""

    request = StartRequestAnswer()
    activation = serializers.UUIDField(allow_null=True)


class StepActivationInput(Strict):
    """The level to go to; of what is being worked on: what to stop, what to keep."""

    level = serializers.IntegerField(min_value=1, max_value=4)
    reason = serializers.CharField(max_length=2000)
    stop = step_keys()
    keep = step_keys()


class EndActivationInput(Strict):
    """Of what is being worked on: what to close, what to hand on to the incident."""

    reason = serializers.CharField(max_length=2000)
    close = step_keys()
    hand_on = step_keys()


class AmendActivationInput(Strict):
    """One amendment: a step added, skipped, given to another or another deadline."""

    what = serializers.ChoiceField(["add", "due", "owner", "skip"])
    reason = serializers.CharField(max_length=2000)
    key = serializers.CharField(max_length=12, allow_blank=True, default="")
    step = serializers.JSONField(default=dict)
    minutes = serializers.IntegerField(min_value=0, max_value=999_999, default=0)
    assignee_kind = serializers.CharField(max_length=12, allow_blank=True, default="")
    assignee_id = serializers.UUIDField(allow_null=True, default=None)

    def validate_step(self, given: Any) -> dict[str, Any]:
        """Take an object, and nothing else."""
        if not isinstance(given, dict):
            raise serializers.ValidationError(_("This is no step."))
        return given


class ConfirmConditionInput(Strict):
    """The condition of a step that somebody has seen to hold."""

    key = serializers.CharField(max_length=12)
    number = serializers.IntegerField(min_value=0, max_value=1000)


class StepLineAnswer(Serializer[Any]):
    """One step of a plan at work."""

    key = serializers.CharField()
    task = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    owner = serializers.CharField()
    state = serializers.CharField()
    status = serializers.CharField()
    waits_for = serializers.ListField(child=serializers.CharField())
    to_confirm = serializers.ListField(child=serializers.DictField())
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    slip = serializers.IntegerField()
    critical = serializers.BooleanField()
    mine = serializers.BooleanField()
    progress = serializers.IntegerField()
    added = serializers.BooleanField()


class CourseAnswer(Serializer[Any]):
    """A plan at work; ``slip`` in minutes."""

    activation = ActivationAnswer()
    steps = StepLineAnswer(many=True)
    planned_end = serializers.CharField()
    expected_end = serializers.CharField()
    slip = serializers.IntegerField()
