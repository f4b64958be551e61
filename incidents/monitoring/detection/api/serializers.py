"""Shapes of the API of rules."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, region
from command.core.api.shapes import shape_of
from incidents.monitoring.detection.drafts import NOTE
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.parse import LONGEST
from incidents.monitoring.detection.selectors import RuleCard
from incidents.monitoring.models import BOUND

AlarmRuleAnswer = shape_of(RuleCard)


class RuleDraftInput(Strict):
    """How a rule judges; ``parameters`` are those of its kind."""

    level = serializers.IntegerField(min_value=1, max_value=4)
    parameters = serializers.DictField()
    margin = Finite(min_value=0, max_value=BOUND, allow_null=True, default=None)
    for_s = serializers.IntegerField(min_value=0, max_value=LONGEST, default=0)
    season_from = serializers.CharField(max_length=5, allow_blank=True, default="")
    season_to = serializers.CharField(max_length=5, allow_blank=True, default="")
    note = serializers.CharField(max_length=NOTE, allow_blank=True, default="")


class AlarmRuleInput(RuleDraftInput):
    """A new rule: what it is called, what it watches, and how it judges."""

    name_zh = serializers.CharField(max_length=60)
    name_en = serializers.CharField(max_length=80, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=Kind.choices)
    scope = serializers.ChoiceField(choices=Scope.choices)
    region = region(default="")
    stream = serializers.UUIDField(allow_null=True, default=None)
    observed = serializers.UUIDField(allow_null=True, default=None)
    instead = serializers.CharField(max_length=32, allow_blank=True, default="")


class RuleVersionInput(RuleDraftInput):
    """A new version; ``based_on`` is the number of the one that was seen."""

    from_at = Moment(required=False)
    based_on = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False)


class RuleSwitchInput(Strict):
    """On or off, and why."""

    enabled = serializers.BooleanField()
    reason = serializers.CharField(max_length=200)


class RehearsalQuery(serializers.Serializer[Any]):
    """Over how many days back a rule is rehearsed."""

    days = serializers.IntegerField(min_value=1, max_value=90, default=7)


class RehearsedEpisodeAnswer(serializers.Serializer[Any]):
    """One time at which a rule would have rung; ``ends`` null while it lasts."""

    stream = serializers.UUIDField()
    begins = serializers.DateTimeField()
    ends = serializers.DateTimeField(allow_null=True)
    value = serializers.FloatField(allow_null=True)


class RehearsalAnswer(serializers.Serializer[Any]):
    """What a rule would have raised; ``looked`` of ``streams`` fitted into the reading."""

    count = serializers.IntegerField()
    streams = serializers.IntegerField()
    looked = serializers.IntegerField()
    readings = serializers.IntegerField()
    episodes = RehearsedEpisodeAnswer(many=True)
