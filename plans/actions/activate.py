"""Setting a plan to work on an incident."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict
from command.core.models import Person
from command.tasking.actions import create_task, issue_task
from command.tasking.rights import commands, may_order, require_order
from command.tasking.selectors import Assignee
from incidents import selectors as incidents
from incidents.models import Incident
from incidents.rights import require_open
from plans.actions.told import tell_unassigned
from plans.events import PlanActivated
from plans.models import Activation, ActivationStep, PlanVersion, StepWait
from plans.selectors.activations import changed, lasting
from plans.selectors.owners import owner_of
from plans.selectors.plans import locked
from plans.steps import Step, read_steps

NUMBER = re.compile(r"T-\d{2,4}")


@dataclass(frozen=True)
class _Order:
    """Who activates what, where and when; ``found`` keeps who each role falls to."""

    activation: Activation
    actor: Person | None
    incident: Incident
    city: str
    commands: bool
    found: dict[tuple[str, str, str], Assignee | None] = field(default_factory=dict)

    def reaches(self, region: str) -> bool:
        """Return whether the actor may give orders to somebody in ``region``."""
        return self.commands or may_order(self.actor, self.incident, region)


@door
def activate_plan(
    *,
    actor: Person | None,
    plan_id: UUID,
    incident_id: UUID,
    occurred_at: datetime | None = None,
) -> Activation:
    """Make the tasks of the plan in force, issue those whose time is now, all or nothing.

    A step for which nobody is found stays a draft and the incident's room is told.
    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Conflict``.
    """
    plan = locked(plan_id)
    state = incidents.locked(incident_id, actor=actor)
    incident = state.incident
    require_order(actor, incident, region=plan.city_id, to=_("activate a plan"))
    require_open(state)
    version = plan.versions.filter(state=PlanVersion.State.PUBLISHED).first()
    if version is None:
        raise BadTransition(gettext_lazy("The plan is not in force."), allowed=["publish"])
    if Activation.objects.filter(incident=incident, version__plan=plan).exists():
        raise Conflict(gettext_lazy("The plan is at work on this incident already."))

    at = now()
    activation = Activation(
        version=version,
        incident=incident,
        by=actor,
        at=occurred_at or at,
        activated_at=at,
    )
    activation.save(force_insert=True)
    steps = read_steps(version.steps)
    _record(activation, actor, len(steps))
    own = actor is None or commands(actor, incident)
    order = _Order(activation, actor, incident, plan.city_id, commands=own)
    unassigned = [number for step in steps if (number := _make(order, step))]
    tell_unassigned(activation, unassigned, actor=actor)
    return activation


def _make(order: _Order, step: Step) -> str | None:
    """Make the task of a step; return its number if nobody was found to do it."""
    owner = _owner(order, step)
    offset = lasting(order.activation, step.offset_minutes)
    due = lasting(order.activation, step.due_minutes)
    due_at = order.activation.at + offset + due if due else None
    task = create_task(
        actor=order.actor,
        incident_id=order.incident.pk,
        title=step.title,
        title_en=step.title_en,
        detail=step.detail,
        kind=step.kind,
        region=_where(order, step),
        due_at=due_at,
        number=step.key if NUMBER.fullmatch(step.key) else None,
        plan_step=step.key,
        assignee_kind=owner.kind if owner else "",
        assignee_id=owner.id if owner else None,
        occurred_at=order.activation.at,
    )
    ready_at = order.activation.activated_at + offset
    row = ActivationStep(
        activation=order.activation,
        key=step.key,
        task=task,
        after=list(step.after),
        ready_at=ready_at,
    )
    row.save(force_insert=True)
    wait = StepWait.State.WAITING if owner else StepWait.State.UNASSIGNED
    if owner and not step.after and not step.offset_minutes:
        issue_task(actor=order.actor, task_id=task.pk, occurred_at=order.activation.at)
        wait = StepWait.State.ISSUED
    StepWait.objects.create(step=row, ready_at=ready_at, state=wait)
    return None if owner else task.number


def _owner(order: _Order, step: Step) -> Assignee | None:
    """Return who the step falls to, if the actor may give them orders."""
    role = (step.owner_kind, step.owner, step.region)
    if role not in order.found:
        owner = owner_of(step, order.city)
        order.found[role] = owner if owner and order.reaches(owner.region) else None
    return order.found[role]


def _where(order: _Order, step: Step) -> str:
    where = step.region or order.city
    return where if order.reaches(where) else order.city


def _record(activation: Activation, actor: Person | None, tasks: int) -> None:
    plan = activation.version.plan
    journal.append(
        PlanActivated(
            plan_id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            version=activation.version.number,
            activation_id=str(activation.pk),
            incident_id=str(activation.incident_id),
            tasks=tasks,
        ),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
        occurred_at=activation.at,
    )
