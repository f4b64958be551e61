"""Shapes of what the tasking API tells besides tasks."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.tasking.lifecycle import TaskKind
from command.tasking.models import ReceiptState


class RecipientAnswer(Serializer[Any]):
    """One person and the last order in their hands."""

    person = serializers.UUIDField()
    name = serializers.CharField()
    stage = serializers.ChoiceField(ReceiptState.Stage.choices)
    queued_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    on_scene_at = serializers.DateTimeField(allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)
    verified_at = serializers.DateTimeField(allow_null=True)
    refused_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class TemplateItemAnswer(Serializer[Any]):
    """An item of a template's checklist."""

    text = serializers.CharField()
    text_en = serializers.CharField()


class TaskTemplateAnswer(Serializer[Any]):
    """A task that is given often."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    kind = serializers.ChoiceField(TaskKind.choices)
    detail = serializers.CharField()
    checklist = TemplateItemAnswer(many=True)
    due_minutes = serializers.IntegerField()
    repeat_minutes = serializers.IntegerField()
    check_in_minutes = serializers.IntegerField()
    basis = serializers.CharField()
    origin = serializers.CharField()


class TaskPostAnswer(Serializer[Any]):
    """A post that may be given an order, with its key as ``assignee_id``."""

    id = serializers.UUIDField()
    post = serializers.CharField()
    # A field of the answer; what DRF calls by this name is set on instances only.
    label = serializers.CharField()  # type: ignore[assignment]
    label_en = serializers.CharField()


class SpanShareAnswer(Serializer[Any]):
    """One part of a proposal to split: a region or a kind, and how many orders."""

    key = serializers.CharField()
    orders = serializers.IntegerField()


class SpanAnswer(Serializer[Any]):
    """How many open orders somebody answers for, and how to split them."""

    person = serializers.UUIDField()
    name = serializers.CharField()
    open = serializers.IntegerField()
    most = serializers.IntegerField(allow_null=True)
    is_over = serializers.BooleanField()
    split_by = serializers.ChoiceField(["", "area", "kind"])
    shares = SpanShareAnswer(many=True)


class CheckedInAnswer(Serializer[Any]):
    """Of how many tasks the people were heard of."""

    tasks = serializers.IntegerField()
