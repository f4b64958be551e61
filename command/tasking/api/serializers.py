"""Shapes of the tasking API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.tasking.lifecycle import Status, TaskKind
from command.tasking.models import ReceiptState


class StagesAnswer(Serializer[Any]):
    """How many people the last order is for, and how many it reached at least so far."""

    queued = serializers.IntegerField()
    delivered = serializers.IntegerField()
    read = serializers.IntegerField()
    accepted = serializers.IntegerField()
    on_scene = serializers.IntegerField()
    done = serializers.IntegerField()
    verified = serializers.IntegerField()
    refused = serializers.IntegerField()


assert set(StagesAnswer().fields) == set(ReceiptState.Stage.values)


class TaskItemAnswer(Serializer[Any]):
    """An item of the checklist; ``by`` is the name of whoever ticked it."""

    key = serializers.CharField()
    text = serializers.CharField()
    text_en = serializers.CharField()
    done = serializers.BooleanField()
    at = serializers.DateTimeField(allow_null=True)
    by = serializers.CharField()


class TaskNeedAnswer(Serializer[Any]):
    """What the task needs, and the need line it was stated as."""

    what = serializers.CharField()
    quantity = serializers.IntegerField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    need = serializers.UUIDField(allow_null=True)
    number = serializers.CharField()


class TaskArchivedAnswer(Serializer[Any]):
    """Why a picture counts no longer."""

    by = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField()


class TaskAttachmentAnswer(Serializer[Any]):
    """A picture or a document of the task; ``size`` in bytes."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField(allow_null=True)
    url = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    archived = TaskArchivedAnswer(allow_null=True)


class TaskRefusalAnswer(Serializer[Any]):
    """Who refused the last order, and why."""

    person = serializers.UUIDField()
    name = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class TaskAnswer(Serializer[Any]):
    """A task."""

    id = serializers.UUIDField()
    incident = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    detail = serializers.CharField()
    kind = serializers.ChoiceField(TaskKind.choices)
    state = serializers.ChoiceField(Status.choices)
    progress = serializers.IntegerField()
    assignee = serializers.CharField()
    assignee_en = serializers.CharField()
    assignee_kind = serializers.CharField()
    assignee_id = serializers.UUIDField(allow_null=True)
    region = serializers.CharField()
    city = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    obstacle = serializers.CharField()
    reason = serializers.CharField()
    rung = serializers.IntegerField()
    receipts = StagesAnswer()
    verbs = serializers.ListField(child=serializers.CharField())
    plan_step = serializers.CharField()
    basis = serializers.CharField()
    place = serializers.CharField()
    point = serializers.ListField(child=serializers.FloatField(), allow_null=True)
    checklist = TaskItemAnswer(many=True)
    needs = TaskNeedAnswer(many=True)
    attachments = TaskAttachmentAnswer(many=True)
    refusals = TaskRefusalAnswer(many=True)
    # A field of the card; what DRF calls by this name is set on instances only.
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]
    series = serializers.UUIDField(allow_null=True)
    turn = serializers.IntegerField()
    repeat_minutes = serializers.IntegerField()
    repeat_at = serializers.DateTimeField(allow_null=True)
    missed = serializers.IntegerField()
    check_in_minutes = serializers.IntegerField()
    checked_in_at = serializers.DateTimeField(allow_null=True)
    next_check_in = serializers.DateTimeField(allow_null=True)
    check_in_rung = serializers.IntegerField()
    issuer = serializers.UUIDField(allow_null=True)
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()


class TasksAnswer(Serializer[Any]):
    """A page of tasks."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = TaskAnswer(many=True)
