"""What the clock finds: the keys of tasks that somebody must be told of.

The clock stops for a task when its incident has ended: what stays undone is for the
review afterwards, and nobody is woken for it.
"""

from datetime import datetime
from uuid import UUID

from command.tasking.lifecycle import RUNNING
from command.tasking.models import TaskState
from incidents.lifecycle import ENDED

OVER = "task__incident__state__status__in"


def to_chase(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the tasks whose next rung of the ladder is due, longest waiting first."""
    due = TaskState.objects.filter(chase_at__isnull=False, chase_at__lte=at)
    due = due.exclude(**{OVER: ENDED})
    return list(due.order_by("chase_at").values_list("task_id", flat=True)[:limit])


def overdue_untold(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the tasks that have passed their time and of which nobody was told."""
    due = TaskState.objects.filter(
        status__in=sorted(RUNNING), overdue_told_at__isnull=True, due_at__lt=at
    )
    due = due.exclude(**{OVER: ENDED})
    return list(due.order_by("due_at").values_list("task_id", flat=True)[:limit])
