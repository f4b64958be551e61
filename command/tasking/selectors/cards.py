"""The card of a task: what everybody who may see it sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery

from command.core import regions
from command.tasking.lifecycle import Status, allowed
from command.tasking.models import Receipt, ReceiptState, Task, TaskState

Stages = dict[str, int]
STAGES = [str(stage) for stage in ReceiptState.Stage]


@dataclass(frozen=True, slots=True)
class TaskCard:
    """The public view of a task.

    ``city`` is the city of whoever carries it out, ``receipts`` how many people
    the last order is for and how many it has reached at least that far.
    ``verbs`` is what the state allows; who may is another matter. Overdue is
    for the reader to compute: ``due_at`` has passed while it is being worked on.
    """

    id: str
    incident: str
    number: str
    title: str
    title_en: str
    detail: str
    kind: str
    state: str
    progress: int  # per cent
    assignee: str
    assignee_kind: str
    assignee_id: str | None
    region: str
    city: str
    due_at: str | None
    issued_at: str | None
    acknowledged_at: str | None
    started_at: str | None
    completed_at: str | None
    obstacle: str
    reason: str
    rung: int
    receipts: Stages
    verbs: list[str]
    plan_step: str
    basis: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: TaskState, receipts: Stages) -> Self:
        """Build the card; asks the database nothing when the task was fetched along."""
        task = state.task
        return cls(
            id=str(task.pk),
            incident=str(task.incident_id),
            number=task.number,
            title=task.title,
            title_en=task.title_en,
            detail=task.detail,
            kind=task.kind,
            state=str(state.status),
            progress=state.progress,
            assignee=state.assignee_label,
            assignee_kind=str(state.assignee_kind),
            assignee_id=str(state.assignee_id) if state.assignee_id else None,
            region=task.region_id,
            city=regions.city_of(state.assignee_region),
            due_at=_iso(state.due_at),
            issued_at=_iso(state.issued_at),
            acknowledged_at=_iso(state.acknowledged_at),
            started_at=_iso(state.started_at),
            completed_at=_iso(state.completed_at),
            obstacle=state.obstacle,
            reason=state.reason,
            rung=state.rung,
            receipts=receipts,
            verbs=allowed(Status(state.status)),
            plan_step=task.plan_step,
            basis=task.basis,
            at=state.at.isoformat(),
            exercise=task.exercise_id is not None,
            origin=task.origin,
        )


def cards(states: QuerySet[TaskState]) -> list[TaskCard]:
    """Return the cards of tasks in the order of ``states``. Two queries."""
    found = list(states.select_related("task"))
    receipts = _receipts(state.task_id for state in found)
    return [TaskCard.of(state, receipts[state.task_id]) for state in found]


def card_of_state(state: TaskState) -> TaskCard:
    """Return the card of one task that is at hand. One query."""
    return TaskCard.of(state, _receipts([state.task_id])[state.task_id])


def changed(*states: TaskState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches these tasks. One query."""
    receipts = _receipts(state.task_id for state in states)
    return {
        f"task.{state.task_id}": asdict(TaskCard.of(state, receipts[state.task_id]))
        for state in states
    }


def drafted(state: TaskState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part for a task that was never ordered. Asks nothing."""
    card = TaskCard.of(state, dict.fromkeys(STAGES, 0))
    return {f"task.{state.task_id}": asdict(card)}


def last_orders(field: str = "task") -> Subquery:
    """Return the subquery for the step of a task's last order, as its receipts know it."""
    of_task = Receipt.objects.filter(task=OuterRef(field)).values("task")
    return Subquery(of_task.annotate(last=Max("step")).values("last"))


def _receipts(tasks: Iterable[UUID]) -> defaultdict[UUID, Stages]:
    """Count the receipts of the last order of each task by the stage they reached."""
    counted: defaultdict[UUID, Stages] = defaultdict(lambda: dict.fromkeys(STAGES, 0))
    rows = (
        Receipt.objects.filter(task__in=list(tasks), step=last_orders())
        .values(stage=F("state__stage"))
        .annotate(of_task=F("task"), people=Count("pk"))
        .values_list("of_task", "stage", "people")
    )
    for task, stage, people in rows:
        for reached in STAGES[: STAGES.index(stage) + 1]:
            counted[task][reached] += people
    return counted


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def name_in(task: Task) -> dict[str, str]:
    """Return what every fact about a task says first."""
    return {
        "task_id": str(task.pk),
        "incident_id": str(task.incident_id),
        "number": task.number,
        "title": task.title,
        "title_en": task.title_en,
    }
