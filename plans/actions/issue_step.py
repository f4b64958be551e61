"""Issuing a step of a plan whose time has come."""

from datetime import datetime
from uuid import UUID

from command.core.doors import door
from command.core.errors import BadTransition, NotThere
from command.core.models import Person
from command.core.times import clock
from command.tasking import selectors as tasking
from command.tasking.actions import issue_task
from command.tasking.lifecycle import Status
from command.tasking.models import TaskState
from command.tasking.selectors.people import assignee_of, recipients_of
from incidents.lifecycle import ENDED
from plans.actions.told import tell_unassigned
from plans.activation.selectors.steps import steps_of
from plans.document import Step
from plans.models import ActivationStep, StepWait
from plans.selectors.activations import is_free, lasting, may_go

State = StepWait.State


@door
def issue_step(
    *, actor: Person | None, step_id: UUID, occurred_at: datetime | None = None
) -> bool:
    """Issue the task of a waiting step if its time has come and nothing stands before it.

    Returns whether it was issued; asking again, or while somebody else holds the
    step or its task, changes nothing. A task that was taken in hand meanwhile is
    left to those who did; one whose assignee is gone is reported as unassigned.
    """
    rows = StepWait.objects.select_for_update(of=("self",), skip_locked=True)
    wait = (
        rows.select_related(
            "step__activation__version__plan", "step__activation__incident__state"
        )
        .filter(pk=step_id)
        .first()
    )
    if wait is None or wait.state != State.WAITING or wait.ready_at > clock():
        return False
    step = wait.step
    if not is_free(step) or not may_go(step.activation, step.key):
        return False
    try:
        task = tasking.locked(step.task_id, skip="locked")
    except NotThere:
        return False
    if task.task.incident.state.status in ENDED:
        return False
    if task.status == Status.DRAFT and not _anybody(task):
        return _nobody(wait, actor, occurred_at or _world_time(step))
    if task.status != Status.DRAFT:
        _leave(wait, State.LEFT)
        return False
    return _issue(wait, actor, occurred_at or _world_time(step))


def _issue(wait: StepWait, actor: Person | None, at: datetime) -> bool:
    step = wait.step
    due = lasting(step.activation, _step_of(step).due_minutes)
    try:
        issue_task(
            actor=actor,
            task_id=step.task_id,
            due_at=at + due if due else None,
            occurred_at=at,
        )
    except BadTransition:
        return False  # The incident has ended at this moment.
    except NotThere:
        return _nobody(wait, actor, at)
    _leave(wait, State.ISSUED)
    return True


def _anybody(task: TaskState) -> bool:
    """Return whether somebody holds the post that the step is planned for."""
    if task.assignee_kind != TaskState.AssigneeKind.POST or task.assignee_id is None:
        return True
    return bool(recipients_of(assignee_of(task.assignee_kind, task.assignee_id)))


def _nobody(wait: StepWait, actor: Person | None, at: datetime) -> bool:
    step = wait.step
    _leave(wait, State.UNASSIGNED)
    tell_unassigned(step.activation, [step.task.number], actor=actor, occurred_at=at)
    return False


def _leave(wait: StepWait, state: State) -> None:
    wait.state = state
    wait.save(update_fields=["state"])


def _step_of(step: ActivationStep) -> Step:
    return steps_of(step.activation)[step.key]


def _world_time(step: ActivationStep) -> datetime:
    """Return the time in the world; an activation that was recorded late goes on late."""
    activation = step.activation
    return clock() + (activation.at - activation.activated_at)
