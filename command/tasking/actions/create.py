"""Drafting a task."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.tasking.actions.details import Item, Need, details
from command.tasking.events import TaskCreated
from command.tasking.folds import PLANNED, TASKS
from command.tasking.lifecycle import TaskKind
from command.tasking.models import Task, TaskCounter, TaskState
from command.tasking.rights import require_order, require_same_world
from command.tasking.selectors.cards import drafted, name_in
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
    basis: str = "",
    assignee_kind: str = "",
    assignee_id: UUID | None = None,
    place: str = "",
    point: tuple[float, float] | None = None,
    checklist: Sequence[Item] = (),
    needs: Sequence[Need] = (),
    repeat_minutes: int = 0,
    check_in_minutes: int = 0,
    parent_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> Task:
    """Draft a task in an incident, perhaps with somebody in mind; nobody is told yet.

    ``region`` is where it is to be done: where the incident lies, when not given.
    ``number`` is taken if it is free in the incident, else the next one is. ``basis`` refers
    to what it carries out, like ``decision.<id>``. ``point`` is (latitude, longitude);
    ``checklist`` has texts or ``{text, text_en}``, ``needs`` has ``{what, quantity}``.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition``, or ``Conflict``
    when a team and the incident are not of the same world.
    """
    held = incidents.locked(incident_id, actor=actor)
    require_open(held)
    incident = held.incident
    region = region or incident.region_id
    planned = assignee_of(assignee_kind, assignee_id) if assignee_id else None
    where = planned.region if planned else region
    require_order(actor, incident, region=where, to=_("draft a task"))
    if planned is not None:
        require_same_world(planned, incident)
    judge(title, kind, region)
    more = details(
        incident,
        place=place,
        point=point,
        checklist=checklist,
        needs=needs,
        repeat_minutes=repeat_minutes,
        check_in_minutes=check_in_minutes,
        parent_id=parent_id,
    )

    at = occurred_at or now()
    numbers = Numbers(incident)
    task = Task(
        incident=incident,
        number=numbers.give(number),
        title=title.strip(),
        title_en=title_en.strip(),
        detail=detail.strip(),
        kind=kind,
        region_id=region,
        due_at=due_at,
        plan_step=plan_step,
        basis=basis,
        created_by=actor,
        created_at=at,
        **more,
    )
    numbers.keep()
    state = write_draft(task, planned, actor=actor, at=at)
    journal.append(
        TaskCreated(**name_in(task)),
        room=incident.room_id,
        actor=actor,
        changed=drafted(state),
        occurred_at=occurred_at,
    )
    return task


def judge(title: str, kind: str, region: str) -> None:
    """Raise ``Invalid`` unless a task may be made of this."""
    if not title.strip() or kind not in TaskKind.values or not regions.known(region):
        raise Invalid(gettext_lazy("A task needs a title, a known kind and a known region."))


def write_draft(
    task: Task, planned: Assignee | None, *, actor: Person | None, at: datetime
) -> TaskState:
    """Write a judged task as a draft; for doors that hold the incident and record it."""
    task.save(force_insert=True)
    state: TaskState = TASKS.begin(task)
    if planned is not None:
        TASKS.add(state, PLANNED, actor=actor, occurred_at=at, data=as_data(planned))
    return state


def as_data(assignee: Assignee) -> dict[str, str]:
    """Return the assignee as a change keeps it."""
    return {
        "assignee_kind": str(assignee.kind),
        "assignee_id": str(assignee.id),
        "assignee_label": assignee.label,
        "assignee_label_en": assignee.label_en,
        "assignee_region": assignee.region,
    }


class Numbers:
    """The numbers of the tasks of an incident; the counter is held until commit."""

    def __init__(self, incident: Incident) -> None:
        """Hold the counter and see which numbers are taken. Three queries."""
        TaskCounter.objects.bulk_create([TaskCounter(incident=incident)], ignore_conflicts=True)
        self._counter = TaskCounter.objects.select_for_update().get(pk=incident.pk)
        numbers = Task.objects.filter(incident=incident).values_list("number", flat=True)
        self._taken = set(numbers)

    def give(self, wanted: str | None = None) -> str:
        """Return ``wanted`` if it is free in the incident, else the next number that is."""
        given = wanted
        while not given or given in self._taken:
            self._counter.last += 1
            given = f"T-{self._counter.last:02d}"
        self._taken.add(given)
        return given

    def keep(self) -> None:
        """Remember how far it was counted."""
        self._counter.save(update_fields=["last"])
