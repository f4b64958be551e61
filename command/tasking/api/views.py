"""The tasking API: read the request, knock at one door, answer."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.tasking import selectors
from command.tasking.actions import (
    advance_task,
    assign_task,
    create_task,
    issue_task,
    read_task,
    tick_item,
)
from command.tasking.api.inputs import (
    AdvanceInput,
    AssignInput,
    IssueInput,
    TaskInput,
    TasksQuery,
    TickInput,
)
from command.tasking.api.serializers import TaskAnswer, TasksAnswer
from command.tasking.paths import VERBS


class Tasks(ApiView):
    """``/api/tasks/``: the open tasks in sight, and new ones."""

    @extend_schema(operation_id="tasks_list", parameters=[TasksQuery], responses=TasksAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List tasks in sight: those that are open, or those of an incident or a state."""
        given = self.read_query(TasksQuery)
        return Response(selectors.listed(request.user, **given))

    @extend_schema(
        operation_id="tasks_create", request=TaskInput, responses={HTTP_201_CREATED: TaskAnswer}
    )
    def post(self, request: PersonRequest) -> Response:
        """Draft a task."""
        task = create_task(actor=request.user, **self.read(TaskInput))
        return Response(_card(request, task.pk), status=HTTP_201_CREATED)


class AssignTask(ApiView):
    """``/api/tasks/assign/``: the order in one step."""

    @extend_schema(
        operation_id="tasks_assign",
        request=AssignInput,
        responses={HTTP_201_CREATED: TaskAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Draft a task and order it at once."""
        task = assign_task(actor=request.user, **self.read(AssignInput))
        return Response(_card(request, task.pk), status=HTTP_201_CREATED)


class TickItem(ApiView):
    """``/api/tasks/<id>/tick/``."""

    @extend_schema(operation_id="tasks_tick", request=TickInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Tick an item of the checklist, or take the tick away."""
        tick_item(actor=request.user, task_id=task_id, **self.read(TickInput))
        return Response(_card(request, task_id))


class MyTasks(ApiView):
    """``/api/tasks/mine/``: what one has to do."""

    @extend_schema(operation_id="tasks_mine", responses=TaskAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the orders to the person, their team and their organisation."""
        return Response([asdict(card) for card in selectors.my_tasks(request.user)])


class Task(ApiView):
    """``/api/tasks/<id>/``."""

    @extend_schema(operation_id="tasks_read", responses=TaskAnswer)
    def get(self, request: PersonRequest, task_id: UUID) -> Response:
        """Return one task."""
        return Response(_card(request, task_id))


class IssueTask(ApiView):
    """``/api/tasks/<id>/issue/``."""

    @extend_schema(operation_id="tasks_issue", request=IssueInput, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Order somebody to carry the task out."""
        issue_task(actor=request.user, task_id=task_id, **self.read(IssueInput))
        return Response(_card(request, task_id))


class ReadTask(ApiView):
    """``/api/tasks/<id>/read/``."""

    @extend_schema(operation_id="tasks_mark_read", request=None, responses=TaskAnswer)
    def post(self, request: PersonRequest, task_id: UUID) -> Response:
        """Mark that one has read the order."""
        read_task(actor=request.user, task_id=task_id)
        return Response(_card(request, task_id))


class AdvanceTask(ApiView):
    """``/api/tasks/<id>/<verb>/``: acknowledge, start, report, block, complete, verify …."""

    @extend_schema(
        operation_id="tasks_advance",
        parameters=[OpenApiParameter("verb", str, OpenApiParameter.PATH, enum=VERBS)],
        request=AdvanceInput,
        responses=TaskAnswer,
    )
    def post(self, request: PersonRequest, task_id: UUID, verb: str) -> Response:
        """Move the task one step along its life."""
        given = self.read(AdvanceInput)
        advance_task(actor=request.user, task_id=task_id, verb=verb, **given)
        return Response(_card(request, task_id))


def _card(request: PersonRequest, task_id: UUID) -> dict[str, Any]:
    return asdict(selectors.card_of(task_id, request.user))
