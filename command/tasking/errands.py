"""What teams were told to do, for the board of forces below."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from command.tasking.lifecycle import RUNNING, Status
from command.tasking.models import TaskState
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from resources.dispatch.errands import Errand, enter

# Of several tasks the one is told that is furthest on.
FURTHEST = (Status.IN_PROGRESS, Status.ACKNOWLEDGED, Status.ISSUED)


def errands(teams: Iterable[UUID]) -> dict[UUID, Errand]:
    """Return what teams were told to do and have not done; what is blocked comes first.

    One query.
    """
    rows = TaskState.objects.filter(
        assignee_kind=TaskState.AssigneeKind.TEAM,
        assignee_id__in=list(teams),
        status__in=RUNNING,
    ).exclude(task__incident__state__status__in=ENDED_INCIDENTS)
    mine: dict[UUID, list[TaskState]] = {}
    for row in rows.select_related("task").order_by("task__created_at", "pk"):
        if row.assignee_id:
            mine.setdefault(row.assignee_id, []).append(row)
    return {team: _errand(tasks) for team, tasks in mine.items()}


def _errand(tasks: list[TaskState]) -> Errand:
    first = min(tasks, key=lambda row: (not row.obstacle, FURTHEST.index(Status(row.status))))
    checks = [row.next_check_in for row in tasks if row.next_check_in]
    return Errand(
        incident=first.task.incident_id,
        number=first.task.number,
        name=first.task.name,
        url=reverse("task", args=[first.task_id]),
        obstacle=first.obstacle,
        next_check=min(checks, default=None),
    )


def enter_all() -> None:
    """Let the board of forces ask."""
    enter(errands)
