"""How the changes of a task, and the marks on a receipt, make their state."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from command.core.folding import Fold, Values
from command.tasking import steps
from command.tasking.kinds import (
    ATTACHED,
    ATTACHMENT_ARCHIVED,
    CHECK_IN_MISSED,
    CHECKED_IN,
    DEADLINE_CHANGED,
    ESCALATED,
    NEED_STATED,
    OVERDUE_TOLD,
    PLANNED,
    REASSIGNED,
    REPEATING_STOPPED,
    ROUND_MADE,
    ROUND_MISSED,
    TICKED,
)
from command.tasking.lifecycle import Status, Verb
from command.tasking.models import Task, TaskChange, TaskState
from command.tasking.receipts import RECEIPTS
from command.tasking.steps import NOT_HEARD, heard, time_of

__all__ = ["ESCALATED", "OVERDUE_TOLD", "PLANNED", "RECEIPTS", "STEPS", "TASKS"]

AT: Final = object()  # stands for the time of the change

Step = Callable[[Values, TaskChange], Values]


def _start(task: Task) -> Values:
    return {
        "status": Status.DRAFT,
        "progress": 0,
        "assignee_kind": "",
        "assignee_id": None,
        "assignee_label": "",
        "assignee_label_en": "",
        "assignee_region": task.region_id,
        "issuer_id": task.created_by_id,
        "issuer_authority": task.origin,
        "due_at": task.due_at,
        "issued_at": None,
        "acknowledged_at": None,
        "started_at": None,
        "completed_at": None,
        "verified_at": None,
        "obstacle": "",
        "reason": "",
        "rung": 0,
        "chase_at": None,
        "overdue_told_at": None,
        "ticks": {},
        "attachments": [],
        "stated": {},
        "repeat_at": None,
        "missed": 0,
        "checked_in_at": None,
        "at": task.created_at,
        **NOT_HEARD,
    }


def _planned(values: Values, change: TaskChange) -> Values:
    return {**_assignee(change.data), "at": change.occurred_at}


def _assignee(data: Values) -> Values:
    return {
        "assignee_kind": data["assignee_kind"],
        "assignee_id": UUID(data["assignee_id"]),
        "assignee_label": data["assignee_label"],
        "assignee_label_en": data.get("assignee_label_en", ""),
        "assignee_region": data["assignee_region"],
    }


def _ordered(values: Values, change: TaskChange) -> Values:
    """Apply an order, given for the first time or again: the clocks start anew."""
    after: Values = {
        "status": Status.ISSUED,
        "issued_at": change.occurred_at,
        "acknowledged_at": None,
        "started_at": None,
        "obstacle": "",
        "reason": "",
        "rung": 0,
        "chase_at": time_of(change.data["chase_at"]),
        "overdue_told_at": None,
        "at": change.occurred_at,
        **NOT_HEARD,
    }
    if "repeat_at" in change.data:
        after["repeat_at"] = time_of(change.data["repeat_at"])
    if "assignee_id" in change.data:
        after |= _assignee(change.data)
    if "due_at" in change.data:
        after["due_at"] = time_of(change.data["due_at"])
    if change.actor_id is not None:
        after |= {"issuer_id": change.actor_id, "issuer_authority": change.origin}
    return after


def _moved(**stamps: Any) -> Step:
    """Return the step to a status; ``stamps`` sets fields, ``AT`` to its time."""

    def step(values: Values, change: TaskChange) -> Values:
        after: Values = {
            "status": Status(change.data["status"]),
            "chase_at": None,
            "reason": change.data.get("reason", ""),
            "at": change.occurred_at,
            **heard(change.data),
        }
        for name, given in stamps.items():
            after[name] = change.occurred_at if given is AT else given
        if "progress" in change.data:
            after["progress"] = change.data["progress"]
        return after

    return step


def _blocked(values: Values, change: TaskChange) -> Values:
    return {
        "obstacle": change.data["reason"],
        "at": change.occurred_at,
        **heard(change.data),
    }


def _escalated(values: Values, change: TaskChange) -> Values:
    return {"rung": change.data["rung"], "chase_at": time_of(change.data["chase_at"])}


def _overdue_told(values: Values, change: TaskChange) -> Values:
    return {"overdue_told_at": change.occurred_at}


STEPS: dict[str, Step] = {
    REASSIGNED: _ordered,
    DEADLINE_CHANGED: steps.deadline_changed,
    TICKED: steps.ticked,
    ATTACHED: steps.attached,
    ATTACHMENT_ARCHIVED: steps.attachment_archived,
    NEED_STATED: steps.need_stated,
    ROUND_MADE: steps.repeats_no_more,
    ROUND_MISSED: steps.round_missed,
    REPEATING_STOPPED: steps.repeats_no_more,
    CHECKED_IN: steps.checked_in,
    CHECK_IN_MISSED: steps.check_in_missed,
    PLANNED: _planned,
    ESCALATED: _escalated,
    OVERDUE_TOLD: _overdue_told,
    Verb.ISSUE: _ordered,
    Verb.RESUME: _ordered,
    Verb.BLOCK: _blocked,
    Verb.ACKNOWLEDGE: _moved(acknowledged_at=AT),
    Verb.START: _moved(started_at=AT, obstacle=""),
    Verb.REPORT: _moved(obstacle=""),
    Verb.COMPLETE: _moved(completed_at=AT, obstacle="", progress=100),
    Verb.VERIFY: _moved(verified_at=AT),
    Verb.RETURN: _moved(completed_at=None, overdue_told_at=None),
    Verb.REJECT: _moved(),
    Verb.SUSPEND: _moved(),
    Verb.CANCEL: _moved(repeat_at=None),
}


def _apply(values: Values, change: TaskChange) -> Values:
    return STEPS[change.kind](values, change)


TASKS = Fold(
    header=Task,
    change=TaskChange,
    state=TaskState,
    link="task",
    start=_start,
    apply=_apply,
)
