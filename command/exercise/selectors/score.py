"""How an exercise went: each plan that was set to work, held against its own graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.utils.timezone import now

from command.core.models import Exercise
from command.core.tongues import of_reader
from command.exercise.models import Inject, Observation, ScoreRule
from command.exercise.selectors.scored import InjectScore, PlanScore, Score, StepScore
from command.tasking.ladder import HUMAN, rungs_of
from command.tasking.lifecycle import DONE, Status
from command.tasking.models import TaskState
from plans.document import document_of
from plans.graph import Timed, critical_path, timed
from plans.models import Activation, ActivationStep

Outcome = ScoreRule.Outcome
CRITICAL_COUNTS = 2  # a step on the critical path counts twice


def score_of(exercise: Exercise) -> Score:
    """Return how the exercise went so far, by the score book in force."""
    worth = {rule.outcome: rule.points for rule in ScoreRule.in_force.of(exercise.origin)}
    plans = tuple(_plan(row, worth) for row in _activations(exercise))
    injects = tuple(_inject(row, worth) for row in _injects(exercise))
    judged = [p.points for p in plans if p.points is not None]
    judged += [i.points for i in injects if i.points is not None]
    return Score(
        points=_mean(judged),
        plans=plans,
        injects=injects,
        unjudged=sum(each.points is None for each in injects),
    )


def _activations(exercise: Exercise) -> Iterable[Activation]:
    rows = Activation.objects.filter(exercise=exercise).select_related(
        "version__plan", "exercise"
    )
    steps = ActivationStep.objects.select_related("task")
    return rows.prefetch_related(Prefetch("steps", queryset=steps)).order_by("activated_at")


def _injects(exercise: Exercise) -> Iterable[Inject]:
    rows = Inject.objects.filter(exercise=exercise, state=Inject.State.RELEASED)
    return rows.exclude(expects="").prefetch_related("observations")


def _inject(row: Inject, worth: Mapping[str, int]) -> InjectScore:
    points = [worth[seen] for seen in _newest(row.observations.all()) if seen in worth]
    return InjectScore(row.number, row.title, row.expects, _mean(points))


def _newest(seen: Iterable[Observation]) -> list[str]:
    by_person = {one.by_id: str(one.verdict) for one in seen}
    return list(by_person.values())


def _plan(row: Activation, worth: Mapping[str, int]) -> PlanScore:
    document = document_of(row.version)
    made = list(row.steps.all())
    states = TaskState.objects.select_related("task").in_bulk([each.task_id for each in made])
    clock = _Clock(row)
    real = {each.key: _real(states.get(each.task_id), clock) for each in made}
    keys = {each.key for each in made}
    steps = [step for step in document.steps if step.key in keys]
    plan = timed(steps)
    happened = timed(
        steps,
        started={key: begun for key, (begun, _end) in real.items() if begun is not None},
        finished={key: end for key, (_begun, end) in real.items() if end is not None},
        at=clock.minutes(clock.until),
    )
    held = _Held(states, plan, real, clock, worth, _verdicts(each.pk for each in made))
    scores = tuple(
        _step(each, held)
        for each in sorted(made, key=lambda one: (plan[one.key].start, one.key))
    )
    weights = [CRITICAL_COUNTS if each.critical else 1 for each in scores]
    total = sum(each.points * weight for each, weight in zip(scores, weights, strict=True))
    return PlanScore(
        title=row.version.plan.title,
        title_en=row.version.plan.title_en,
        version=row.version.number,
        points=max(0, round(total / sum(weights))) if weights else None,
        planned=max((each.finish for each in plan.values()), default=0),
        took=max((each.finish for each in happened.values()), default=0),
        critical=tuple(critical_path(steps, plan)),
        real_critical=tuple(critical_path(steps, happened)),
        steps=scores,
    )


class _Clock:
    """Minutes of the plan since an activation; a sped-up exercise has more of them."""

    def __init__(self, row: Activation) -> None:
        exercise = row.exercise
        self.zero = row.at
        self.speed = exercise.speed if exercise else 1.0
        self.until = (exercise.ended_at if exercise else None) or now()

    def minutes(self, at: datetime) -> float:
        """Return the minute of the plan at a real time."""
        return max(0.0, (at - self.zero) / timedelta(minutes=1) * self.speed)


Real = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the steps of one plan are held against."""

    states: Mapping[UUID, TaskState]
    plan: Mapping[str, Timed]
    real: Mapping[str, Real]
    clock: _Clock
    worth: Mapping[str, int]
    verdicts: Mapping[UUID, str]


def _real(state: TaskState | None, clock: _Clock) -> Real:
    if state is None:
        return None, None
    begun = state.started_at or state.issued_at
    ended = state.completed_at if state.status in DONE else None
    return (
        clock.minutes(begun) if begun else None,
        clock.minutes(ended) if ended else None,
    )


def _step(row: ActivationStep, held: _Held) -> StepScore:
    state, plan = held.states.get(row.task_id), held.plan[row.key]
    begun, ended = held.real[row.key]
    outcome = _outcome(state, plan, ended)
    late = _answered_late(state, held.clock)
    points = held.worth.get(outcome, 0)
    points += held.worth.get(Outcome.UNANSWERED, 0) if late else 0
    verdict = held.verdicts.get(row.pk, "")
    if verdict in held.worth:  # what an evaluator saw on the spot outweighs the clock
        points = held.worth[verdict]
    return StepScore(
        id=str(row.pk),
        key=row.key,
        title=row.task.name,
        assignee=of_reader(state.assignee_label, state.assignee_label_en) if state else "",
        planned_start=plan.start,
        planned_finish=plan.finish,
        start=begun,
        finish=ended,
        critical=plan.critical,
        outcome=str(outcome),
        outcome_name=str(Outcome(outcome).label),
        answered_late=late,
        early=_early(row, begun, held.real),
        points=points,
        verdict=verdict,
    )


def _outcome(state: TaskState | None, plan: Timed, ended: float | None) -> Outcome:
    if ended is not None:
        return Outcome.IN_TIME if ended <= plan.finish + 0.5 else Outcome.LATE
    going = state is not None and state.status in {Status.ACKNOWLEDGED, Status.IN_PROGRESS}
    return Outcome.GOING if going else Outcome.UNDONE


def _answered_late(state: TaskState | None, clock: _Clock) -> bool:
    if state is None or state.issued_at is None:
        return False
    # By the time somebody is told of the silence, the order should have been answered.
    rungs = rungs_of(state.task.origin, state.task.kind)
    told = next((rung.after for rung in rungs if rung.channel in HUMAN), None)
    waited = (state.acknowledged_at or clock.until) - state.issued_at
    return told is not None and waited > told


def _early(
    row: ActivationStep, begun: float | None, real: Mapping[str, Real]
) -> tuple[str, ...]:
    if begun is None:
        return ()
    ends = {key: real[key][1] for key in row.after if key in real}
    return tuple(key for key, end in ends.items() if end is None or end > begun + 0.5)


def _verdicts(steps: Iterable[UUID]) -> dict[UUID, str]:
    seen = Observation.objects.filter(step__in=list(steps)).exclude(verdict="note")
    return {one.step_id: str(one.verdict) for one in seen if one.step_id}


def _mean(points: list[int]) -> int | None:
    return round(sum(points) / len(points)) if points else None
