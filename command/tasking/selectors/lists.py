"""Lists of tasks, and how many there are."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import DESK, duties_of, rooms_visible_to
from command.tasking.lifecycle import DONE, ENDED, RUNNING, Status
from command.tasking.models import Task, TaskState
from command.tasking.selectors.cards import TaskCard, cards
from command.tasking.selectors.people import groups_of
from incidents.lifecycle import ENDED as ENDED_INCIDENTS

OPEN = [status for status in Status if status not in ENDED | {Status.COMPLETED}]
# What waits longest for somebody comes first.
URGENCY = (F("due_at").asc(nulls_last=True), "task__number", "pk")


@dataclass(frozen=True, slots=True)
class Counts:
    """How the tasks of something stand: done of total, and how many are overdue."""

    done: int = 0
    total: int = 0
    overdue: int = 0


def visible_to(person: Person) -> QuerySet[TaskState]:
    """Return the tasks ``person`` may see.

    Those of the incidents they may follow, and those given to them, to a team or
    to an organisation of theirs: nobody is sent to what they may not see. A desk
    sees what the people on its side, for whom it may speak, were ordered to do.
    """
    in_sight = Q(task__incident__room__in=rooms_visible_to(person).values("key"))
    return TaskState.objects.filter(in_sight | _given_to(person) | _on_the_side_of(person))


def open_tasks(person: Person) -> QuerySet[TaskState]:
    """Return the tasks ``person`` may see that are not finished, most urgent first."""
    return visible_to(person).filter(status__in=OPEN).order_by(*URGENCY)


def board(person: Person, *, limit: int = 200) -> list[TaskCard]:
    """Return the open tasks ``person`` may see, most urgent first."""
    return cards(open_tasks(person)[:limit])


def listed(
    person: Person,
    *,
    limit: int,
    offset: int,
    incident: UUID | None = None,
    state: str | None = None,
) -> dict[str, Any]:
    """Return a page of the tasks ``person`` may see, most urgent first. Four queries.

    All that are open, or those of an incident or in a state when it is given.
    """
    found = visible_to(person)
    if incident is not None:
        found = found.filter(task__incident=incident)
    if state is not None:
        found = found.filter(status=state)
    elif incident is None:
        found = found.filter(status__in=OPEN)
    rows = cards(found.order_by(*URGENCY)[offset : offset + limit])
    return {"total": found.count(), "offset": offset, "items": [asdict(row) for row in rows]}


def of_incident(incident_id: UUID) -> list[TaskCard]:
    """Return all tasks of an incident in the order of their numbers. Two queries.

    For those who have been let into the incident's room.
    """
    states = TaskState.objects.filter(task__incident=incident_id)
    return cards(states.order_by("task__created_at", "task__number"))


def my_tasks(person: Person) -> list[TaskCard]:
    """Return what ``person`` has to do: orders to them, their team or organisation."""
    mine = TaskState.objects.filter(_given_to(person), status__in=RUNNING | {Status.SUSPENDED})
    return cards(mine.order_by(*URGENCY))


def overdue(person: Person, *, limit: int = 200) -> list[TaskCard]:
    """Return the tasks ``person`` may see whose time has passed, longest first."""
    late = visible_to(person).filter(_late())
    return cards(late.order_by("due_at")[:limit])


def card_of(task_id: UUID, person: Person) -> TaskCard:
    """Return one card. Raises ``NotThere`` when there is none that ``person`` may see."""
    found = cards(visible_to(person).filter(task=task_id))
    if not found:
        raise _no_such(task_id)
    return found[0]


def numbered(incident_id: UUID, number: str) -> Task | None:
    """Return the task of an incident by its number."""
    return Task.objects.filter(incident=incident_id, number=number).first()


def counts_by_incident(ids: Iterable[UUID]) -> dict[UUID, Counts]:
    """Return how the tasks of each incident stand. One query.

    Cancelled tasks count nowhere; incidents without tasks are there with zeros.
    """
    wanted = list(ids)
    rows = _counted(TaskState.objects.filter(task__incident__in=wanted), "task__incident_id")
    return {key: rows.get(key, Counts()) for key in wanted}


def counts_by_city(person: Person) -> dict[str, Counts]:
    """Return how the tasks of each city stand, by who carries them out. One query."""
    totals = dict.fromkeys(regions.CITIES, Counts())
    for region, counts in _counted(visible_to(person), "assignee_region").items():
        city = regions.city_of(str(region))
        before = totals.get(city, Counts())
        totals[city] = Counts(
            done=before.done + counts.done,
            total=before.total + counts.total,
            overdue=before.overdue + counts.overdue,
        )
    return totals


def locked(task_id: UUID, *, skip: str = "") -> TaskState:
    """Return the state of a task, its row locked until the transaction ends.

    With ``skip="locked"`` a row that somebody else holds counts as not there.
    Raises ``NotThere``.
    """
    rows = TaskState.objects.select_for_update(of=("self",), skip_locked=skip == "locked")
    state = rows.select_related("task__incident__state").filter(task=task_id).first()
    if state is None:
        raise _no_such(task_id)
    return state


def _given_to(person: Person) -> Q:
    return Q(assignee_id__in=groups_of(person))


def _on_the_side_of(person: Person) -> Q:
    """Return the condition that a task is given to somebody where ``person`` has a desk."""
    desks = duties_of(person).filter(post__in=DESK, region__isnull=False)
    side = Q(pk__in=[])
    for scope in desks.values_list("region_id", flat=True):
        if scope == regions.REGION:
            side |= Q(assignee_region__startswith="15")
        elif scope.endswith("00"):
            side |= Q(assignee_region__startswith=scope[:4])
        else:
            side |= Q(assignee_region=scope)
    # Whom a draft has in mind is not told to anybody yet.
    return side & Q(issued_at__isnull=False)


def _late() -> Q:
    # The clock stops with the incident.
    over = Q(task__incident__state__status__in=ENDED_INCIDENTS)
    return Q(status__in=RUNNING, due_at__lt=now()) & ~over


def _counted(states: QuerySet[TaskState], by: str) -> dict[UUID | str, Counts]:
    rows = (
        states.exclude(status=Status.CANCELLED)
        .values(by)
        .annotate(
            done=Count("pk", filter=Q(status__in=DONE)),
            total=Count("pk"),
            late=Count("pk", filter=_late()),
        )
        .values_list(by, "done", "total", "late")
    )
    return {key: Counts(done, total, late) for key, done, total, late in rows}


def _no_such(task_id: UUID) -> NotThere:
    return NotThere(_("No such task, or not visible to you."), task_id=str(task_id))
