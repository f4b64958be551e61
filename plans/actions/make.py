"""Making the tasks of a plan at once: the part of activation that is long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from command.core import journal
from command.core.events import Fact
from command.core.models import Person
from command.tasking.actions.create import Numbers, as_data, judge
from command.tasking.actions.details import DAY, ITEM_LENGTH, details
from command.tasking.actions.issue import First, issued, order_all
from command.tasking.events import TaskCreated
from command.tasking.folds import PLANNED, TASKS
from command.tasking.models import Task, TaskChange, TaskState
from command.tasking.selectors import Assignee
from command.tasking.selectors.cards import changed as changed_tasks
from command.tasking.selectors.cards import drafted, name_in
from command.tasking.selectors.people import recipients_of
from incidents.models import Incident
from plans.activation.selectors.conditions import all_hold, situation_of
from plans.activation.selectors.outline import Planned
from plans.document import Step
from plans.models import Activation, ActivationStep, StepWait
from plans.selectors.activations import lasting

NUMBER = re.compile(r"T-\d{2,4}")


@dataclass(frozen=True)
class Order:
    """Who activates what, where and when.

    ``at`` is the time in the world, ``clock`` that of the clock here: offsets count from them.
    ``known`` are the things that the register knows of those the steps need.
    """

    activation: Activation
    actor: Person | None
    incident: Incident
    city: str
    at: datetime
    clock: datetime
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Made:
    """A step with the draft that was made of it, and who it falls to."""

    row: ActivationStep
    task: TaskState
    owner: Assignee | None
    is_ready: bool

    @property
    def wait(self) -> StepWait.State:
        """Where the step stands with the clock."""
        if self.owner is None:
            return StepWait.State.UNASSIGNED
        return StepWait.State.ISSUED if self.is_ready else StepWait.State.WAITING


def make_tasks(order: Order, planned: Sequence[Planned]) -> list[Made]:
    """Draft the tasks of the steps; the incident is held and the actor may order there.

    As many queries for many steps as for one.
    """
    numbers = Numbers(order.incident)
    tasks = [_task(order, each, numbers) for each in planned]
    numbers.keep()
    for task in tasks:
        task.claim()
    Task.objects.bulk_create(tasks)
    firsts = [_planned(order, each, task) for each, task in zip(planned, tasks, strict=True)]
    states = TASKS.begin_many(tasks, firsts)
    rows = [_row(order, each, task) for each, task in zip(planned, tasks, strict=True)]
    ActivationStep.objects.bulk_create(rows)
    ready = _ready(order, planned)
    made = [
        Made(row, state, each.owner, each.step.key in ready)
        for row, state, each in zip(rows, states, planned, strict=True)
    ]
    StepWait.objects.bulk_create(
        [StepWait(step=each.row, ready_at=each.row.ready_at, state=each.wait) for each in made]
    )
    drafts = [
        Fact(TaskCreated(**name_in(each.task.task)), drafted(each.task), each.task.at)
        for each in made
    ]
    journal.append_all(drafts, room=order.incident.room_id, actor=order.actor)
    return made


def order_ready(order: Order, made: Sequence[Made]) -> None:
    """Issue the steps whose time is now; a few queries for all, and one for each owner."""
    people: dict[Assignee, list[Person]] = {}
    firsts: list[First] = []
    for each in made:
        if each.owner is None or each.wait != StepWait.State.ISSUED:
            continue
        if each.owner not in people:
            people[each.owner] = recipients_of(each.owner)
        firsts.append(First(each.task, each.owner, people[each.owner]))
    if not firsts:
        return
    order_all(firsts, actor=order.actor)
    views = changed_tasks(*(first.state for first in firsts))
    facts = [
        Fact(
            issued(first.state, first.assignee, len(first.people)),
            {f"task.{first.state.task_id}": views[f"task.{first.state.task_id}"]},
            first.state.at,
        )
        for first in firsts
    ]
    journal.append_all(facts, room=order.incident.room_id, actor=order.actor)


def _task(order: Order, planned: Planned, numbers: Numbers) -> Task:
    step, at = planned.step, order.at
    judge(step.title, step.kind, planned.where)
    offset = lasting(order.activation, step.offset_minutes)
    due = lasting(order.activation, step.due_minutes)
    return Task(
        incident=order.incident,
        number=numbers.give(step.key if NUMBER.fullmatch(step.key) else None),
        title=step.title.strip(),
        title_en=step.title_en.strip(),
        detail=step.detail.strip(),
        kind=step.kind,
        region_id=planned.where,
        due_at=at + offset + due if due else None,
        plan_step=step.key,
        created_by=order.actor,
        created_at=at,
        **_details(order, step),
    )


def _details(order: Order, step: Step) -> dict[str, Any]:
    """Return the place, the checklist, the needs and the rounds of a task."""
    needs = [
        {"what": need.what, "quantity": need.quantity}
        for need in step.needs
        if need.what in order.known
    ]
    return details(
        order.incident,
        place=step.place,
        point=None,
        checklist=[item[:ITEM_LENGTH] for item in step.checklist],
        needs=needs,
        repeat_minutes=min(step.repeat_minutes, DAY),
        check_in_minutes=0,
        parent_id=None,
    )


def _planned(order: Order, planned: Planned, task: Task) -> TaskChange | None:
    """Return the first change of a draft: who is in mind for it."""
    if planned.owner is None:
        return None
    return TaskChange(
        task=task,
        step=1,
        kind=PLANNED,
        data=as_data(planned.owner),
        actor=order.actor,
        occurred_at=order.at,
    )


def _row(order: Order, planned: Planned, task: Task) -> ActivationStep:
    offset = lasting(order.activation, planned.step.offset_minutes)
    row = ActivationStep(
        activation=order.activation,
        key=planned.step.key,
        task=task,
        after=list(planned.after),
        ready_at=order.clock + offset,
    )
    row.claim()
    return row


def _ready(order: Order, planned: Sequence[Planned]) -> set[str]:
    """Return the keys of the steps whose time is now and for which all holds."""
    now = [each.step for each in planned if not each.step.offset_minutes and not each.after]
    asked = [condition for step in now for condition in step.when]
    situation = situation_of(order.incident, order.city, asked)
    return {step.key for step in now if all_hold(step.key, step.when, situation, ())}
