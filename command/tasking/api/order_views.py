"""The tasking API, continued: orders given anew, kept an eye on, and what helps giving them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core import regions
from command.core.api.parsers import JsonParser
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import Invalid, TooLarge
from command.tasking import selectors
from command.tasking.actions import (
    archive_attachment,
    attach_to_task,
    change_deadline,
    check_in_team,
    reassign_task,
    state_task_needs,
    stop_repeating,
    withdraw_task,
)
from command.tasking.api.inputs import (
    AttachmentInput,
    CheckInInput,
    DeadlineInput,
    PlaceQuery,
    ReassignInput,
    TaskReasonInput,
)
from command.tasking.api.order_answers import (
    CheckedInAnswer,
    RecipientAnswer,
    SpanAnswer,
    TaskPostAnswer,
    TaskTemplateAnswer,
)
from command.tasking.api.serializers import TaskAnswer


class ReassignTask(ApiView):
    """``/api/tasks/<id>/reassign/``."""

    @extend_schema(operation_id="tasks_reassign", request=ReassignInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Take the order from some and give it to others."""
        reassign_task(actor=request.user, task_id=task_id, **self.read(ReassignInput))
        return Response(_card(request, task_id))


class WithdrawTask(ApiView):
    """``/api/tasks/<id>/withdraw/``."""

    @extend_schema(operation_id="tasks_withdraw", request=TaskReasonInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Withdraw the task and its parts."""
        withdraw_task(actor=request.user, task_id=task_id, **self.read(TaskReasonInput))
        return Response(_card(request, task_id))


class ChangeDeadline(ApiView):
    """``/api/tasks/<id>/deadline/``."""

    @extend_schema(operation_id="tasks_deadline", request=DeadlineInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Set another deadline."""
        change_deadline(actor=request.user, task_id=task_id, **self.read(DeadlineInput))
        return Response(_card(request, task_id))


class StopRepeating(ApiView):
    """``/api/tasks/<id>/stop-repeating/``."""

    @extend_schema(
        operation_id="tasks_stop_repeating", request=TaskReasonInput, responses=TaskAnswer
    )
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Let no further round follow."""
        stop_repeating(actor=request.user, task_id=task_id, **self.read(TaskReasonInput))
        return Response(_card(request, task_id))


class CheckInTask(ApiView):
    """``/api/tasks/<id>/check-in/``."""

    @extend_schema(operation_id="tasks_check_in", request=CheckInInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Say that the people of the task are well."""
        check_in_team(actor=request.user, task_id=task_id, **self.read(CheckInInput))
        return Response(_card(request, task_id))


class CheckInTeam(ApiView):
    """``/api/teams/<id>/check-in/``."""

    @extend_schema(
        operation_id="teams_check_in", request=CheckInInput, responses=CheckedInAnswer
    )
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Say that a team is well, for all of its tasks that wait to hear of it."""
        heard = check_in_team(actor=request.user, team_id=team_id, **self.read(CheckInInput))
        return Response({"tasks": heard})


class StateTaskNeeds(ApiView):
    """``/api/tasks/<id>/needs/``."""

    @extend_schema(operation_id="tasks_state_needs", request=None, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """State what the task needs to the register of resources."""
        state_task_needs(actor=request.user, task_id=task_id)
        return Response(_card(request, task_id))


class TaskAttachments(ApiView):
    """``/api/tasks/<id>/attachments/``."""

    parser_classes = (MultiPartParser, JsonParser)

    @extend_schema(
        operation_id="tasks_attach",
        request=AttachmentInput,
        responses={HTTP_201_CREATED: TaskAnswer},
    )
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Put a picture or a PDF to the task."""
        given = self.read(AttachmentInput)
        file = given.pop("file", None)
        if file is not None and file.size > settings.MEDIA_LIMIT:
            raise TooLarge(_("The file is too large."), limit_bytes=settings.MEDIA_LIMIT)
        content = file.read() if file is not None else None
        attach_to_task(actor=request.user, task_id=task_id, content=content, **given)
        return Response(_card(request, task_id), status=HTTP_201_CREATED)


class ArchiveAttachment(ApiView):
    """``/api/tasks/<id>/attachments/<id>/archive/``."""

    @extend_schema(
        operation_id="tasks_archive_attachment", request=TaskReasonInput, responses=TaskAnswer
    )
    def post(self, request: PersonRequest, task_id: UUID, attachment_id: UUID) -> Response:
        """Lay an attachment aside; it is kept with the reason."""
        archive_attachment(
            actor=request.user,
            task_id=task_id,
            attachment_id=attachment_id,
            **self.read(TaskReasonInput),
        )
        return Response(_card(request, task_id))


class TaskRecipients(ApiView):
    """``/api/tasks/<id>/recipients/``."""

    @extend_schema(operation_id="tasks_recipients", responses=RecipientAnswer(many=True))
    def get(self, request: PersonRequest, task_id: UUID) -> Response:
        """List who has the last order, and how far each has come."""
        return Response([asdict(row) for row in selectors.recipients(task_id, request.user)])


class TaskTemplates(ApiView):
    """``/api/tasks/templates/``."""

    @extend_schema(
        operation_id="tasks_templates",
        parameters=[PlaceQuery],
        responses=TaskTemplateAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """List the tasks that are often given in a city."""
        region = _region(self.read_query(PlaceQuery))
        return Response([asdict(row) for row in selectors.templates(region)])


class TaskPosts(ApiView):
    """``/api/tasks/posts/``."""

    @extend_schema(
        operation_id="tasks_posts",
        parameters=[PlaceQuery],
        responses=TaskPostAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """List the posts over a region that may be given orders."""
        rows = selectors.posts_of(_region(self.read_query(PlaceQuery)))
        return Response(
            [
                {"id": key, "post": post, "label": zh, "label_en": en}
                for key, post, zh, en in rows
            ]
        )


class Spans(ApiView):
    """``/api/tasks/span/``."""

    @extend_schema(
        operation_id="tasks_span", parameters=[PlaceQuery], responses=SpanAnswer(many=True)
    )
    def get(self, request: PersonRequest) -> Response:
        """List how many open orders each at the desks of a city answers for."""
        region = _region(self.read_query(PlaceQuery))
        return Response([asdict(span) for span in selectors.spans_of(region, request.user)])


def _region(given: dict[str, Any]) -> str:
    region = str(given["region"])
    if not regions.known(region):
        raise Invalid(_("There is no such region."), field="region")
    return region


def _card(request: PersonRequest, task_id: UUID) -> dict[str, Any]:
    return asdict(selectors.card_of(task_id, request.user))
