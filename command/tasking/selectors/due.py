"""What the clock finds: the tasks that somebody must be told of.

The clock stops for a task when its incident has ended: what stays undone is for the
review afterwards, and nobody is woken for it. The clock is the database's.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from command.tasking.lifecycle import RUNNING
from command.tasking.models import TaskState
from incidents.lifecycle import ENDED, played_out

OVER = "task__incident__state__status__in"


def to_chase() -> QuerySet[TaskState]:
    """Return the tasks whose next rung of the ladder is due, longest waiting first."""
    due = TaskState.objects.filter(chase_at__isnull=False, chase_at__lte=Now())
    return due.exclude(**{OVER: ENDED}).exclude(**played_out("task__")).order_by("chase_at")


def overdue_untold() -> QuerySet[TaskState]:
    """Return the tasks that have passed their time and of which nobody was told."""
    due = TaskState.objects.filter(
        status__in=sorted(RUNNING), overdue_told_at__isnull=True, due_at__lt=Now()
    )
    return due.exclude(**{OVER: ENDED}).exclude(**played_out("task__")).order_by("due_at")


def claim_to_chase(limit: int, task_id: UUID | None = None) -> list[TaskState]:
    """Return tasks to chase, locked until the transaction ends; those of others are left."""
    return _claimed(to_chase(), limit, task_id)


def claim_untold(limit: int, task_id: UUID | None = None) -> list[TaskState]:
    """Return tasks to tell of, locked until the transaction ends; those of others are left."""
    return _claimed(overdue_untold(), limit, task_id)


def _claimed(due: QuerySet[TaskState], limit: int, task_id: UUID | None) -> list[TaskState]:
    if task_id is not None:
        due = due.filter(task=task_id)
    found = due.select_for_update(skip_locked=True, of=("self",))
    return list(found.select_related("task__incident__state")[:limit])
