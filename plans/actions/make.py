"""Making the tasks of a plan at once: the part of activation that is long."""

import re
from dataclasses import dataclass, field

from command.core import journal
from command.core.events import Fact
from command.core.models import Person
from command.tasking.actions.create import Numbers, as_data, judge, write_draft
from command.tasking.actions.issue import issued
from command.tasking.actions.issue import order as give_order
from command.tasking.events import TaskCreated, TaskIssued
from command.tasking.lifecycle import Verb
from command.tasking.models import Task, TaskState
from command.tasking.rights import may_order, same_world
from command.tasking.selectors import Assignee
from command.tasking.selectors.cards import changed as changed_tasks
from command.tasking.selectors.cards import drafted, name_in
from command.tasking.selectors.people import recipients_of
from incidents.models import Incident
from plans.document import Document, Step
from plans.models import Activation, ActivationStep, StepWait
from plans.selectors.activations import lasting
from plans.selectors.owners import owner_of

NUMBER = re.compile(r"T-\d{2,4}")


@dataclass(frozen=True)
class Order:
    """Who activates what, where and when; ``found`` keeps who each role falls to."""

    activation: Activation
    actor: Person | None
    incident: Incident
    city: str
    document: Document
    commands: bool
    found: dict[str, Assignee | None] = field(default_factory=dict)
    reached: dict[str, bool] = field(default_factory=dict)

    def reaches(self, region: str) -> bool:
        """Return whether the actor may give orders to somebody in ``region``."""
        if region not in self.reached:
            self.reached[region] = self.commands or may_order(self.actor, self.incident, region)
        return self.reached[region]


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


def make_tasks(order: Order, steps: list[Step]) -> list[Made]:
    """Draft the tasks of the steps; the incident is held and the actor may order there."""
    numbers = Numbers(order.incident)
    made = [_draft(order, step, numbers) for step in steps]
    numbers.keep()
    for each in made:
        each.row.claim()
    ActivationStep.objects.bulk_create([each.row for each in made])
    StepWait.objects.bulk_create(
        [StepWait(step=each.row, ready_at=each.row.ready_at, state=each.wait) for each in made]
    )
    drafts = [
        Fact(TaskCreated(**name_in(each.task.task)), drafted(each.task), order.activation.at)
        for each in made
    ]
    journal.append_all(drafts, room=order.incident.room_id, actor=order.actor)
    return made


def _draft(order: Order, step: Step, numbers: Numbers) -> Made:
    owner, where, at = _owner(order, step), _where(order, step), order.activation.at
    judge(step.title, step.kind, where)
    offset = lasting(order.activation, step.offset_minutes)
    due = lasting(order.activation, step.due_minutes)
    task = Task(
        incident=order.incident,
        number=numbers.give(step.key if NUMBER.fullmatch(step.key) else None),
        title=step.title.strip(),
        title_en=step.title_en.strip(),
        detail=step.detail.strip(),
        kind=step.kind,
        region_id=where,
        due_at=at + offset + due if due else None,
        plan_step=step.key,
        created_by=order.actor,
        created_at=at,
    )
    state = write_draft(task, owner, actor=order.actor, at=at)
    row = ActivationStep(
        activation=order.activation,
        key=step.key,
        task=task,
        after=list(step.after),
        ready_at=order.activation.activated_at + offset,
    )
    is_ready = not step.after and not step.offset_minutes
    return Made(row, state, owner, is_ready=is_ready)


def order_ready(order: Order, made: list[Made]) -> None:
    """Give the orders whose time is now."""
    people: dict[Assignee, list[Person]] = {}
    told: list[tuple[TaskState, TaskIssued]] = []
    for each in made:
        if each.owner is None or each.wait != StepWait.State.ISSUED:
            continue
        if each.owner not in people:
            people[each.owner] = recipients_of(each.owner)
        count = give_order(
            each.task,
            Verb.ISSUE,
            {**as_data(each.owner)},
            each.owner,
            actor=order.actor,
            occurred_at=order.activation.at,
            people=people[each.owner],
        )
        told.append((each.task, issued(each.task, each.owner, count)))
    views = changed_tasks(*(task for task, _ in told))
    facts = [
        Fact(
            event, {f"task.{task.task_id}": views[f"task.{task.task_id}"]}, order.activation.at
        )
        for task, event in told
    ]
    journal.append_all(facts, room=order.incident.room_id, actor=order.actor)


def _owner(order: Order, step: Step) -> Assignee | None:
    """Return who the step falls to, if the actor may give them orders."""
    if step.role not in order.found:
        role = order.document.role(step.role)
        owner = owner_of(role, order.city) if role else None
        may = owner and order.reaches(owner.region) and same_world(owner, order.incident)
        order.found[step.role] = owner if may else None
    return order.found[step.role]


def _where(order: Order, step: Step) -> str:
    where = step.region or order.city
    return where if order.reaches(where) else order.city
