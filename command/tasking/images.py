"""Which tasks an image from the scene may be bound to."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from command.core.models import Person
from command.tasking.models import TaskState
from command.tasking.selectors.lists import visible_to
from incidents.imagery.bindings import Target, Thing, enter

MOST = 200


def of_incident(incident_id: UUID, person: Person | None) -> Sequence[Thing]:
    """Return the tasks of an incident that ``person`` may see; all of them to the system."""
    rows = TaskState.objects.all() if person is None else visible_to(person)
    return _things(rows.filter(task__incident=incident_id))


def named(keys: Sequence[UUID], person: Person) -> Sequence[Thing]:
    """Return the tasks of some keys that ``person`` may see."""
    return _things(visible_to(person).filter(pk__in=keys))


def _things(rows: QuerySet[TaskState]) -> Sequence[Thing]:
    found = rows.select_related("task").order_by("task__number")[:MOST]
    return [
        Thing(row.task_id, f"{row.task.number} {row.task.name}", reverse("task", args=[row.pk]))
        for row in found
    ]


def enter_target() -> None:
    """Let images be bound to tasks."""
    enter("task", Target(of_incident=of_incident, named=named))
