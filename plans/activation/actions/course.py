"""What every door on a plan at work begins with."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core.errors import BadTransition, Invalid, NotThere
from command.core.models import Person
from command.tasking import selectors as tasking
from command.tasking.actions import advance_task
from command.tasking.lifecycle import DONE, Status
from command.tasking.lifecycle import ENDED as TASK_ENDED
from command.tasking.models import TaskState
from command.tasking.rights import require_order
from incidents import selectors as incidents
from incidents.rights import require_open
from plans.activation.folds import COURSES
from plans.activation.models import ActivationState
from plans.models import Activation, ActivationStep, StepWait

LONGEST = 300
# The order has not been taken up: withdrawing it stops nobody's work.
NOT_BEGUN = frozenset({Status.DRAFT, Status.ISSUED, Status.REJECTED})


def locked(actor: Person | None, activation_id: UUID, *, to: str) -> ActivationState:
    """Return a running plan, its incident held; the actor may give orders there.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when it has ended.
    """
    rows = Activation.objects.select_related("version__plan", "incident")
    activation = rows.filter(pk=activation_id).first()
    if activation is None:
        raise NotThere(_("No such plan at work, or not visible to you."))
    held = incidents.locked(activation.incident_id, actor=actor)
    city = activation.version.plan.city_id
    require_order(actor, held.incident, region=city, to=to)
    require_open(held)
    activation.incident = held.incident
    state = _state(activation)
    if state.status == ActivationState.Status.ENDED:
        raise BadTransition(_("This plan has ended."), status=state.status, allowed=[])
    return state


def _state(activation: Activation) -> ActivationState:
    rows = ActivationState.objects.select_for_update(of=("self",))
    state = rows.filter(activation=activation).first()
    if state is None:  # started before levels were kept
        COURSES.begin(activation)
        state = rows.get(activation=activation)
    state.activation = activation
    return state


def why(reason: str) -> str:
    """Return the reason. Raises ``Invalid`` when there is none, or too much of it."""
    words = reason.strip()
    if not words:
        raise Invalid(_("Say why."), field="reason")
    if len(words) > LONGEST or "\x00" in words:
        raise Invalid(_("The reason is too long."), field="reason")
    return words


def open_steps(activation: Activation) -> dict[str, tuple[ActivationStep, TaskState]]:
    """Return the steps whose tasks are neither done nor ended, by key. Two queries."""
    over = sorted(DONE | TASK_ENDED)
    rows = ActivationStep.objects.filter(
        ~Q(task__state__status__in=over), activation=activation
    )
    rows = rows.select_related("task__state", "wait")
    return {row.key: (row, row.task.state) for row in rows}


def withdraw(
    actor: Person | None, steps: Iterable[tuple[ActivationStep, TaskState]], reason: str
) -> list[str]:
    """Withdraw the tasks of these steps and let nobody wait for them; return their keys."""
    keys = []
    for row, _task in steps:
        leave(row)
        state = tasking.locked(row.task_id)
        if state.status not in DONE | TASK_ENDED:
            advance_task(actor=actor, task_id=row.task_id, verb="cancel", reason=reason)
        keys.append(row.key)
    return keys


def leave(row: ActivationStep) -> None:
    """Let the clock leave a step alone."""
    wait = StepWait.objects.select_for_update(of=("self",)).filter(step=row).first()
    if wait is not None and wait.state in {StepWait.State.WAITING, StepWait.State.UNASSIGNED}:
        wait.state = StepWait.State.LEFT
        wait.save(update_fields=["state"])
