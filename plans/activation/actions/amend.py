"""Changing a plan while it works; the version it was started with stays as it is."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.times import clock
from command.tasking import selectors as tasking
from command.tasking.actions import change_deadline, issue_task
from command.tasking.lifecycle import Status
from plans.actions.make import Order, make_tasks, order_ready
from plans.actions.told import tell_unassigned
from plans.activation.actions.course import locked, open_steps, why, withdraw
from plans.activation.events import ConditionConfirmed, PlanAmended
from plans.activation.folds import ADDED, AMENDED, COURSES, SAID, SKIPPED
from plans.activation.models import ActivationState
from plans.activation.selectors.conditions import in_words
from plans.activation.selectors.outline import outline
from plans.activation.selectors.steps import document_now, steps_of
from plans.activation.selectors.words import name_of
from plans.document import as_data, in_order, read_document
from plans.models import ActivationStep, StepWait
from plans.selectors.activations import changed, lasting

WORKING = frozenset({Status.ISSUED, Status.ACKNOWLEDGED, Status.IN_PROGRESS})
ADD, DUE, OWNER, SKIP = "add", "due", "owner", "skip"


@door
def amend_activation(
    *,
    actor: Person | None,
    activation_id: UUID,
    what: str,
    reason: str,
    key: str = "",
    step: Mapping[str, Any] | None = None,
    minutes: int = 0,
    assignee_kind: str = "",
    assignee_id: UUID | None = None,
) -> ActivationState:
    """Amend a plan at work: its steps, while its version stays as it is.

    ``add`` a ``step``, change the ``due`` ``minutes`` of the step ``key`` or its ``owner``,
    or ``skip`` it.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` or ``Conflict``.
    """
    state = locked(actor, activation_id, to=_("amend a plan at work"))
    words = why(reason)
    match what:
        case "add":
            key, said = _add(state, actor, step or {})
        case "due":
            said = _due(state, actor, key, minutes, words)
        case "owner":
            said = _owner(state, actor, key, assignee_kind, assignee_id)
        case "skip":
            said = _skip(state, actor, key, words)
        case _:
            raise Invalid(_("A plan at work is not amended like that."), field="what")
    activation = state.activation
    journal.append(
        PlanAmended(**name_of(activation), key=key, what=what, said=said, reason=words),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
    )
    return state


@door
def confirm_condition(
    *, actor: Person | None, activation_id: UUID, key: str, number: int
) -> ActivationState:
    """Confirm by hand a condition that a step waits for; confirming it again is once.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    state = locked(actor, activation_id, to=_("confirm a condition"))
    step = steps_of(state.activation, state).get(key)
    if step is None or not 0 <= number < len(step.when):
        raise Invalid(_("There is no such condition."), field="key")
    name = f"{key}#{number}"
    if name in state.said:
        return state
    data = {"condition": name}
    COURSES.add(state, SAID, actor=actor, occurred_at=now(), data=data)
    activation = state.activation
    journal.append(
        ConditionConfirmed(**name_of(activation), key=key, said=in_words(step.when[number])),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
    )
    return state


def _add(
    state: ActivationState, actor: Person | None, given: Mapping[str, Any]
) -> tuple[str, str]:
    """Make a step of its own and its task; return its key and title."""
    activation = state.activation
    document = document_now(activation, state)
    [step] = read_document({"steps": [given]}).steps
    if any(each.key == step.key for each in document.steps):
        raise Conflict(_("There is a step of that name already."), key=step.key)
    if not step.title.strip() or document.role(step.role) is None:
        raise Invalid(_("A step needs a title and one of the plan's roles."), field="step")
    in_order([*document.steps, step])
    data = {"step": as_data(read_document({"steps": [given]}))["steps"][0]}
    at = clock()
    COURSES.add(state, ADDED, actor=actor, occurred_at=at, data=data)
    document = document_now(activation, state)
    city = activation.version.plan.city_id
    will = outline(
        document, city, 0, incident=activation.incident, person=actor, keys={step.key}
    )
    world = at + (activation.at - activation.activated_at)
    known = frozenset(need.what for need in will.needs)
    order = Order(activation, actor, activation.incident, city, world, at, known)
    made = make_tasks(order, will.steps)
    order_ready(order, made)
    unassigned = [each.task.task.number for each in made if each.owner is None]
    tell_unassigned(activation, unassigned, actor=actor)
    return step.key, step.title


def _due(
    state: ActivationState, actor: Person | None, key: str, minutes: int, reason: str
) -> str:
    row, task = _open(state, key)
    if not 1 <= minutes <= 60 * 24 * 60:
        raise Invalid(_("A time is between a minute and sixty days."), field="minutes")
    data = {"key": key, "with": {"due_minutes": minutes}}
    COURSES.add(state, AMENDED, actor=actor, occurred_at=now(), data=data)
    # A running order gets its new deadline with it, and its people are told.
    order = tasking.locked(row.task_id)
    if task.status in WORKING and order.issued_at is not None:
        change_deadline(
            actor=actor,
            task_id=row.task_id,
            due_at=order.issued_at + lasting(state.activation, minutes),
            reason=reason,
        )
    return _("%(minutes)d minutes") % {"minutes": minutes}


def _owner(
    state: ActivationState,
    actor: Person | None,
    key: str,
    kind: str,
    assignee_id: UUID | None,
) -> str:
    row, task = _open(state, key)
    if assignee_id is None:
        raise Invalid(_("An order is given to somebody: name whom."), field="assignee")
    if task.status not in {Status.DRAFT, Status.REJECTED}:
        raise BadTransition(
            _("The order has been given: reassign the task."), allowed=["reassign"]
        )
    wait = StepWait.objects.select_for_update(of=("self",)).get(step=row)
    due = lasting(state.activation, steps_of(state.activation, state)[key].due_minutes)
    issue_task(
        actor=actor,
        task_id=row.task_id,
        assignee_kind=kind,
        assignee_id=assignee_id,
        due_at=clock() + due if due else None,
    )
    wait.state = StepWait.State.LEFT
    wait.save(update_fields=["state"])
    fresh = tasking.locked(row.task_id)
    data = {"key": key, "with": {"owner": str(assignee_id)}}
    COURSES.add(state, AMENDED, actor=actor, occurred_at=now(), data=data)
    return fresh.assignee_label


def _skip(state: ActivationState, actor: Person | None, key: str, reason: str) -> str:
    row, task = _open(state, key)
    withdraw(actor, [(row, task)], reason)
    COURSES.add(state, SKIPPED, actor=actor, occurred_at=now(), data={"key": key})
    return _("left out")


def _open(state: ActivationState, key: str) -> tuple[ActivationStep, Any]:
    found = open_steps(state.activation).get(key)
    if found is None:
        raise Invalid(_("There is no such open step."), field="key")
    return found
