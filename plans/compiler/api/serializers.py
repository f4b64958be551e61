"""Shapes of the API of the compiler."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from plans.api.serializers import EVENT_TYPE, DocumentField
from plans.document.shape import CITY
from plans.models import Plan

SEVERITIES = ("error", "warning")


class CheckInput(Serializer[Any]):
    """A plan to be compiled, in whatever state."""

    document = DocumentField()
    city = serializers.ChoiceField([code for code in CITY.values if code])
    kind = serializers.ChoiceField(Plan.Kind.choices, default=Plan.Kind.SPECIAL)
    event_types = serializers.ListField(
        child=serializers.RegexField(EVENT_TYPE), max_length=50, default=list
    )


class FindingAnswer(Serializer[Any]):
    """One thing that is wrong, or doubtful; ``at`` is its place in the document."""

    code = serializers.CharField()
    severity = serializers.CharField()
    at = serializers.CharField()
    key = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()
    why = serializers.CharField()
    remedy = serializers.CharField()


class StepTimeAnswer(Serializer[Any]):
    """A step in time, in minutes from the activation."""

    key = serializers.CharField()
    start = serializers.FloatField()
    finish = serializers.FloatField()
    slack = serializers.FloatField()


class CompiledAnswer(Serializer[Any]):
    """What came of a plan. It may be submitted when ``error_count`` is 0."""

    error_count = serializers.IntegerField()
    warning_count = serializers.IntegerField()
    findings = FindingAnswer(many=True)
    times = StepTimeAnswer(many=True)
    critical = serializers.ListField(child=serializers.CharField())


class CatalogueEntryAnswer(Serializer[Any]):
    """One kind of fault; the examples are places of the document with their values."""

    code = serializers.CharField()
    severity = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()
    why = serializers.CharField()
    remedy = serializers.CharField()
    wrong = serializers.DictField()
    right = serializers.DictField()
