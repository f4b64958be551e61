"""How a plan at work stands: each step, what it waits for, the critical path, the end."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.tongues import is_english
from command.tasking.lifecycle import DONE, RUNNING, Status, is_overdue
from command.tasking.models import TaskState
from command.tasking.selectors.people import groups_of
from plans.activation.models import ActivationState
from plans.activation.selectors.clock import Clock
from plans.activation.selectors.lines import (
    DONE_,
    LATE,
    LEFT,
    NOBODY,
    READY,
    RUNS,
    WAITS,
    Course,
    StepLine,
)
from plans.activation.selectors.steps import state_of, steps_of
from plans.activation.selectors.waiting import Waiting
from plans.document import Step
from plans.graph import Timed, critical_path, timed
from plans.models import Activation, ActivationStep, StepWait


def visible_to(person: Person) -> QuerySet[Activation]:
    """Return the plans at work on incidents that ``person`` may follow."""
    rooms = rooms_visible_to(person).values("key")
    rows = Activation.objects.filter(incident__room__in=rooms)
    return rows.select_related("version__plan", "incident__state", "state", "by", "exercise")


def seen_activation(activation_id: UUID, person: Person) -> Activation:
    """Return a plan at work that ``person`` may see. Raises ``NotThere``."""
    found = visible_to(person).filter(pk=activation_id).first()
    if found is None:
        raise NotThere(_("No such plan at work, or not visible to you."))
    return found


def course(activation: Activation, person: Person | None = None) -> Course:
    """Return how a plan at work stands now. Few queries."""
    at, state = now(), state_of(activation)
    steps = steps_of(activation, state)
    rows = list(
        ActivationStep.objects.filter(activation=activation).select_related(
            "task__state", "wait"
        )
    )
    there = {row.key: row for row in rows if row.key in steps}
    alive = [key for key in there if not _is_left(there[key], state)]
    chosen = [
        replace(steps[key], after=tuple(k for k in there[key].after if k in alive))
        for key in alive
    ]
    clock = Clock(activation)
    times = timed(chosen, **clock.happened([there[key] for key in alive]), at=clock.minutes(at))
    plain = timed(chosen)
    path = set(critical_path(chosen, times))
    wait = Waiting(activation, state, steps, there)
    groups = groups_of(person) if person else set()
    span = max([t.finish for t in times.values()] + [clock.minutes(at), 1])
    lines = [
        _line(there[key], steps[key], state, wait, clock, times, plain, path, groups, span)
        for key in sorted(there, key=lambda k: (k not in times, _start(times.get(k)), k))
    ]
    ends = [max((t.finish for t in found.values()), default=0) for found in (plain, times)]
    return Course(
        activation,
        state,
        tuple(lines),
        clock.time(ends[0]),
        clock.time(ends[1]),
        round(100 * min(1, clock.minutes(at) / span), 2),
    )


def _line(
    row: ActivationStep,
    step: Step,
    state: ActivationState,
    wait: Waiting,
    clock: Clock,
    times: Mapping[str, Timed],
    plain: Mapping[str, Timed],
    path: set[str],
    groups: set[UUID],
    span: float,
) -> StepLine:
    task, when = row.task.state, times.get(row.key)
    how = _state(row, task, state)
    start = when.start if when else clock.minutes(row.ready_at)
    finish = when.finish if when else start
    slip = round(when.finish - plain[row.key].finish) if when else 0
    is_waiting = how in {WAITS, NOBODY}
    return StepLine(
        key=row.key,
        task=row.task_id,
        number=row.task.number,
        title=row.task.name,
        owner=_owner(task),
        state=how,
        waits_for=tuple(wait.words(row, step)) if is_waiting else (),
        to_confirm=_confirmable(wait, step) if is_waiting else (),
        begins_at=clock.time(start),
        ends_at=clock.time(finish),
        due_at=task.due_at,
        slip=slip,
        critical=row.key in path,
        mine=task.assignee_id in groups,
        status=task.status,
        progress=task.progress,
        added=any(each["key"] == row.key for each in state.added),
        start_pc=round(100 * start / span, 2),
        width_pc=round(max(0.6, 100 * (finish - start) / span), 2),
    )


def _owner(task: TaskState) -> str:
    """Return the name of the assignee in the language of the reader, as far as there is one."""
    in_chinese = not is_english()
    return task.assignee_label if in_chinese else task.assignee_label_en or task.assignee_label


def _confirmable(wait: Waiting, step: Step) -> tuple[tuple[int, str], ...]:
    by_hand = {number for number, each in enumerate(step.when) if each.on == "hand"}
    return tuple(each for each in wait.open(step) if each[0] in by_hand)


def _is_left(row: ActivationStep, state: ActivationState) -> bool:
    return row.key in state.skipped or row.task.state.status == Status.CANCELLED


def _start(when: Timed | None) -> float:
    return when.start if when else 0


def _state(row: ActivationStep, task: TaskState, state: ActivationState) -> str:
    if task.status in DONE:
        return DONE_
    if _is_left(row, state):
        return LEFT
    if is_overdue(task.status, task.due_at, now()):
        return LATE
    if task.status in RUNNING:
        return READY if task.status == Status.ISSUED else RUNS
    wait = getattr(row, "wait", None)
    if wait is not None and wait.state == StepWait.State.UNASSIGNED:
        return NOBODY
    return WAITS
