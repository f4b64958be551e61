"""Shapes of the plans API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.serializers import CODE
from command.tasking.lifecycle import TaskKind
from plans.models import Plan
from plans.steps import KEY, LONGEST_MINUTES, MOST_STEPS, OWNERS

EVENT_TYPE = r"^1[1-4][A-Z0-9]{0,3}\Z"
STEP_KEY = rf"^{KEY.pattern}\Z"
OWNER_NAMES = sorted({name for names in OWNERS.values() for name in names})


class StepInput(Serializer[Any]):
    """One step of a plan."""

    key = serializers.RegexField(STEP_KEY)
    title = serializers.CharField(max_length=120)
    title_en = serializers.CharField(max_length=160, allow_blank=True, default="")
    detail = serializers.CharField(max_length=2000, allow_blank=True, default="")
    kind = serializers.ChoiceField(TaskKind.choices)
    owner_kind = serializers.ChoiceField(sorted(OWNERS))
    owner = serializers.ChoiceField(OWNER_NAMES)
    region = serializers.RegexField(CODE, allow_blank=True, default="")
    offset_minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_MINUTES, default=0)
    due_minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_MINUTES, default=0)
    after = serializers.ListField(
        child=serializers.RegexField(STEP_KEY), max_length=MOST_STEPS, default=list
    )


class StepsInput(Serializer[Any]):
    """The steps of a draft."""

    steps = serializers.ListField(child=StepInput(), min_length=1, max_length=MOST_STEPS)


class PlanInput(StepsInput):
    """A plan to be drafted."""

    city = serializers.RegexField(CODE)
    title = serializers.CharField(max_length=120)
    title_en = serializers.CharField(max_length=160, allow_blank=True, default="")
    kind = serializers.ChoiceField(Plan.Kind.choices)
    event_types = serializers.ListField(
        child=serializers.RegexField(EVENT_TYPE), max_length=50, default=list
    )


class ActivateInput(Serializer[Any]):
    """The incident on which a plan is set to work."""

    incident_id = serializers.UUIDField()


class ActivationsQuery(Serializer[Any]):
    """The plans at work on which incident."""

    incident = serializers.UUIDField()


class StepAnswer(Serializer[Any]):
    """One step of a plan."""

    key = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    detail = serializers.CharField()
    kind = serializers.ChoiceField(TaskKind.choices)
    owner_kind = serializers.CharField()
    owner = serializers.CharField()
    region = serializers.CharField()
    offset_minutes = serializers.IntegerField()
    due_minutes = serializers.IntegerField()
    after = serializers.ListField(child=serializers.CharField())


class PlanAnswer(Serializer[Any]):
    """A plan."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    kind = serializers.ChoiceField(Plan.Kind.choices)
    city = serializers.CharField()
    event_types = serializers.ListField(child=serializers.CharField())
    version = serializers.IntegerField(allow_null=True)
    draft = serializers.IntegerField(allow_null=True)
    steps = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()


class WholePlanAnswer(Serializer[Any]):
    """A plan with its steps."""

    plan = PlanAnswer()
    steps = StepAnswer(many=True)


class ActivationAnswer(Serializer[Any]):
    """A plan at work on an incident."""

    id = serializers.UUIDField()
    incident = serializers.UUIDField()
    plan = serializers.UUIDField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    city = serializers.CharField()
    version = serializers.IntegerField()
    steps = serializers.IntegerField()
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()
