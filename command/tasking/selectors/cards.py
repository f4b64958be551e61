"""The card of a task: what everybody who may see it sees."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from command.core import regions
from command.tasking.lifecycle import Status, allowed
from command.tasking.models import Task, TaskState
from command.tasking.selectors.handed import (
    REFUSED,
    STAGES,
    Refusals,
    Stages,
    receipts_of,
    refusals_of,
)

UNSTATED = {"need": None, "number": ""}
UNTICKED = {"at": None, "by": ""}


@dataclass(frozen=True, slots=True)
class TaskCard:
    """The public view of a task.

    ``city`` is the city of whoever carries it out, ``receipts`` how many people
    the last order is for, how many it has reached at least that far, and how many
    refused it; ``refusals`` says who and why. ``checklist`` has its ticks, ``needs`` the
    number of each need that was stated. ``next_check_in`` is when its people are to be
    heard of.
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
    assignee_en: str
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
    place: str
    point: list[float] | None  # latitude, longitude
    checklist: list[dict[str, Any]]
    needs: list[dict[str, Any]]
    attachments: list[dict[str, Any]]
    refusals: Refusals
    parent: str | None
    series: str | None
    turn: int
    repeat_minutes: int
    repeat_at: str | None
    missed: int
    check_in_minutes: int
    checked_in_at: str | None
    next_check_in: str | None
    check_in_rung: int
    issuer: str | None
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: TaskState, receipts: Stages, refusals: Refusals) -> Self:
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
            assignee_en=state.assignee_label_en,
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
            place=task.place,
            point=[task.point.y, task.point.x] if task.point else None,
            checklist=ticked(state),
            needs=stated(state),
            attachments=[
                {"archived": None, "size": None, **each} for each in state.attachments
            ],
            refusals=refusals,
            parent=str(task.parent_id) if task.parent_id else None,
            series=str(task.series_id) if task.series_id else None,
            turn=task.turn,
            repeat_minutes=task.repeat_minutes,
            repeat_at=_iso(state.repeat_at),
            missed=state.missed,
            check_in_minutes=task.check_in_minutes,
            checked_in_at=_iso(state.checked_in_at),
            next_check_in=_iso(state.next_check_in),
            check_in_rung=state.check_in_rung,
            issuer=str(state.issuer_id) if state.issuer_id else None,
            at=state.at.isoformat(),
            exercise=task.exercise_id is not None,
            origin=task.origin,
        )


def cards(states: QuerySet[TaskState]) -> list[TaskCard]:
    """Return the cards of tasks in the order of ``states``.

    Two queries, and one more when somebody refused.
    """
    return _cards(list(states.select_related("task")))


def card_of_state(state: TaskState) -> TaskCard:
    """Return the card of one task that is at hand."""
    return _cards([state])[0]


def changed(*states: TaskState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches these tasks."""
    return {f"task.{card.id}": asdict(card) for card in _cards(list(states))}


def drafted(state: TaskState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part for a task that was never ordered. Asks nothing."""
    card = TaskCard.of(state, dict.fromkeys(STAGES, 0), [])
    return {f"task.{state.task_id}": asdict(card)}


def _cards(found: list[TaskState]) -> list[TaskCard]:
    receipts = receipts_of(state.task_id for state in found)
    refused = refusals_of([key for key, stages in receipts.items() if stages[REFUSED]])
    return [
        TaskCard.of(state, receipts[state.task_id], refused.get(state.task_id, []))
        for state in found
    ]


def ticked(state: TaskState) -> list[dict[str, Any]]:
    """Return the checklist with what was ticked, by whom and when."""
    return [
        {**item, "done": item["key"] in state.ticks, **state.ticks.get(item["key"], UNTICKED)}
        for item in state.task.checklist
    ]


def stated(state: TaskState) -> list[dict[str, Any]]:
    """Return the needs, each with the need line that it was stated as, if it was."""
    return [
        {**need, **state.stated.get(str(position), UNSTATED)}
        for position, need in enumerate(state.task.needs)
    ]


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
