"""Drafting a task."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.tasking.events import TaskCreated
from command.tasking.folds import PLANNED, TASKS
from command.tasking.lifecycle import TaskKind
from command.tasking.models import Task, TaskCounter, TaskState
from command.tasking.rights import require_order
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.people import Assignee, assignee_of
from incidents import selectors as incidents
from incidents.models import Incident
from incidents.rights import require_open


@door
def create_task(
    *,
    actor: Person | None,
    incident_id: UUID,
    title: str,
    kind: str,
    region: str | None = None,
    title_en: str = "",
    detail: str = "",
    due_at: datetime | None = None,
    number: str | None = None,
    plan_step: str = "",
    assignee_kind: str = "",
    assignee_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> Task:
    """Draft a task in an incident, perhaps with somebody in mind; nobody is told yet.

    ``region`` is where it is to be done: where the incident lies, when not given.
    ``number`` is taken if it is free in the incident, else the next one is.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    held = incidents.locked(incident_id, actor=actor)
    require_open(held)
    incident = held.incident
    region = region or incident.region_id
    planned = assignee_of(assignee_kind, assignee_id) if assignee_id else None
    where = planned.region if planned else region
    require_order(actor, incident, region=where, to=_("draft a task"))
    if not title.strip() or kind not in TaskKind.values or not regions.known(region):
        raise Invalid(gettext_lazy("A task needs a title, a known kind and a known region."))

    at = occurred_at or now()
    task = Task(
        incident=incident,
        number=_number(incident, number),
        title=title.strip(),
        title_en=title_en.strip(),
        detail=detail.strip(),
        kind=kind,
        region_id=region,
        due_at=due_at,
        plan_step=plan_step,
        created_by=actor,
        created_at=at,
    )
    task.save(force_insert=True)
    state: TaskState = TASKS.begin(task)
    if planned is not None:
        TASKS.add(state, PLANNED, actor=actor, occurred_at=at, data=as_data(planned))
    journal.hold(incident.room_id)
    journal.append(
        TaskCreated(**name_in(task)),
        room=incident.room_id,
        actor=actor,
        changed=changed(state),
        occurred_at=occurred_at,
    )
    return task


def as_data(assignee: Assignee) -> dict[str, str]:
    """Return the assignee as a change keeps it."""
    return {
        "assignee_kind": str(assignee.kind),
        "assignee_id": str(assignee.id),
        "assignee_label": assignee.label,
        "assignee_region": assignee.region,
    }


def _number(incident: Incident, wanted: str | None) -> str:
    """Return a number that is free in the incident; the counter is held until commit."""
    TaskCounter.objects.bulk_create([TaskCounter(incident=incident)], ignore_conflicts=True)
    counter = TaskCounter.objects.select_for_update().get(pk=incident.pk)
    taken = set(Task.objects.filter(incident=incident).values_list("number", flat=True))
    if wanted and wanted not in taken:
        return wanted
    last = counter.last + 1
    while f"T-{last:02d}" in taken:
        last += 1
    counter.last = last
    counter.save(update_fields=["last"])
    return f"T-{last:02d}"
