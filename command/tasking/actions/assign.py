"""Assigning: what is wanted and who shall do it, in one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from command.core.doors import door
from command.core.models import Person
from command.tasking.actions.create import create_task
from command.tasking.actions.details import Item, Need
from command.tasking.actions.issue import issue_task
from command.tasking.models import Task


@door
def assign_task(
    *,
    actor: Person | None,
    incident_id: UUID,
    title: str,
    kind: str,
    assignee_kind: str,
    assignee_id: UUID,
    due_at: datetime | None = None,
    title_en: str = "",
    detail: str = "",
    region: str | None = None,
    basis: str = "",
    place: str = "",
    point: tuple[float, float] | None = None,
    checklist: Sequence[Item] = (),
    needs: Sequence[Need] = (),
    repeat_minutes: int = 0,
    check_in_minutes: int = 0,
    parent_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> Task:
    """Draft a task and order it at once, or do neither.

    Raises what ``create_task`` and ``issue_task`` raise.
    """
    task = create_task(
        actor=actor,
        incident_id=incident_id,
        title=title,
        kind=kind,
        title_en=title_en,
        detail=detail,
        region=region,
        due_at=due_at,
        basis=basis,
        assignee_kind=assignee_kind,
        assignee_id=assignee_id,
        place=place,
        point=point,
        checklist=checklist,
        needs=needs,
        repeat_minutes=repeat_minutes,
        check_in_minutes=check_in_minutes,
        parent_id=parent_id,
        occurred_at=occurred_at,
    )
    issue_task(actor=actor, task_id=task.pk, occurred_at=occurred_at)
    return task
