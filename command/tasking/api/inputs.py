"""What the tasking API is given."""

from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Finite
from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from command.tasking.lifecycle import Status, TaskKind
from command.tasking.models import REASON_LENGTH, TaskState

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


class TaskItemInput(Serializer[Any]):
    """An item of a checklist."""

    text = serializers.CharField(max_length=160)
    text_en = serializers.CharField(max_length=160, allow_blank=True, default="")


class TaskNeedInput(Serializer[Any]):
    """What a task needs: a kind of team or the code of a supply, and how much."""

    what = serializers.CharField(max_length=24)
    quantity = serializers.IntegerField(min_value=1, max_value=1_000_000)


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
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    point = serializers.ListField(
        child=Finite(min_value=-180, max_value=180),
        min_length=2,
        max_length=2,
        required=False,
        allow_null=True,
        default=None,
        help_text="latitude, longitude, WGS 84",
    )
    checklist = serializers.ListField(
        child=TaskItemInput(), required=False, default=list, max_length=40
    )
    needs = serializers.ListField(
        child=TaskNeedInput(), required=False, default=list, max_length=20
    )
    repeat_minutes = serializers.IntegerField(min_value=0, max_value=1440, default=0)
    check_in_minutes = serializers.IntegerField(min_value=0, max_value=1440, default=0)
    parent_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class AssignInput(TaskInput):
    """A task to be drafted and ordered at once."""

    assignee_kind = serializers.ChoiceField(AssigneeKind.choices)
    assignee_id = serializers.UUIDField()


class TickInput(Serializer[Any]):
    """An item of the checklist, and whether it is done."""

    item = serializers.RegexField(r"^[0-9]{1,2}\Z")
    done = serializers.BooleanField(default=True)


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


class ReassignInput(Serializer[Any]):
    """To whom instead, and why."""

    assignee_kind = serializers.ChoiceField(AssigneeKind.choices)
    assignee_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=REASON_LENGTH)


class TaskReasonInput(Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=REASON_LENGTH)


class DeadlineInput(Serializer[Any]):
    """Until when instead (empty for no deadline), and why."""

    due_at = serializers.DateTimeField(allow_null=True, validators=[sensible])
    reason = serializers.CharField(max_length=REASON_LENGTH)


class CheckInInput(Serializer[Any]):
    """All well; how many they are, if it was counted."""

    note = serializers.CharField(max_length=REASON_LENGTH, allow_blank=True, default="")
    headcount = serializers.IntegerField(
        min_value=0, max_value=10_000, required=False, allow_null=True, default=None
    )


class AttachmentInput(Serializer[Any]):
    """A picture or a PDF: its bytes, or the key of a file that was stored before."""

    name = serializers.CharField(max_length=120)
    file = serializers.FileField(required=False, allow_null=True, default=None)
    media_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class PlaceQuery(Serializer[Any]):
    """Where: a city or a banner."""

    region = serializers.RegexField(CODE)
