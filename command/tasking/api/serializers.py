"""Shapes of the tasking API."""

from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from command.tasking.lifecycle import Status, TaskKind
from command.tasking.models import REASON_LENGTH, ReceiptState, TaskState

# Outside of these a time is a slip of the pen, and the database may not hold it.
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)

AssigneeKind = TaskState.AssigneeKind


def sensible(at: datetime) -> None:
    """Raise ``ValidationError`` for a time out of this century."""
    if not EARLIEST <= at < LATEST:
        raise serializers.ValidationError(_("The time lies outside of this century."))


class TasksQuery(PageInput):
    """Which tasks: of one incident, in one state, or all that are open."""

    incident = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(Status.choices, required=False)


class TaskInput(Serializer[Any]):
    """A task to be drafted."""

    incident_id = serializers.UUIDField()
    title = serializers.CharField(max_length=120)
    title_en = serializers.CharField(max_length=160, allow_blank=True, default="")
    detail = serializers.CharField(max_length=2000, allow_blank=True, default="")
    kind = serializers.ChoiceField(TaskKind.choices)
    region = serializers.RegexField(CODE, required=False, allow_null=True, default=None)
    due_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None, validators=[sensible]
    )


class IssueInput(Serializer[Any]):
    """An order: to whom, and until when. Empty means as planned."""

    assignee_kind = serializers.ChoiceField(AssigneeKind.choices, allow_blank=True, default="")
    assignee_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    due_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None, validators=[sensible]
    )


class AdvanceInput(Serializer[Any]):
    """Why, where a reason is asked for; how many per cent, in a report."""

    reason = serializers.CharField(max_length=REASON_LENGTH, allow_blank=True, default="")
    progress = serializers.IntegerField(
        min_value=0, max_value=100, required=False, allow_null=True, default=None
    )


class StagesAnswer(Serializer[Any]):
    """How many people the last order is for, and how many it reached at least so far."""

    queued = serializers.IntegerField()
    delivered = serializers.IntegerField()
    read = serializers.IntegerField()
    accepted = serializers.IntegerField()


assert set(StagesAnswer().fields) == set(ReceiptState.Stage.values)


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
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()


class TasksAnswer(Serializer[Any]):
    """A page of tasks."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = TaskAnswer(many=True)
