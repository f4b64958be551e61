"""Holding a reckoning against what really happened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.tasking.models import TaskState
from incidents.selectors import visible_to
from plans.document import document_of
from plans.models import Activation, ActivationStep
from plans.readiness.gather import facts_of
from plans.readiness.numbers import numbers_of
from plans.readiness.pure.draws import draw
from plans.readiness.pure.play import play

WIDE = 0.8  # of the runs lie in the band that real times are held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Real:
    """One step as it went: real minutes, the band, and what share of runs was quicker."""

    key: str
    minutes: float
    low: float | None
    high: float | None
    rank: float

    @property
    def inside(self) -> bool:
        """Whether it took about as long as reckoned."""
        return (1 - WIDE) / 2 <= self.rank <= (1 + WIDE) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """The steps of one activation that were completed, held against the reckoning."""

    activation: str
    at: datetime
    steps: list[Real]

    @property
    def inside(self) -> int:
        """How many took about as long as reckoned."""
        return sum(step.inside for step in self.steps)


def backtest(activation_id: UUID, person: Person, *, seed: int = 0) -> Backtest:
    """Hold the real times of an activation against its version, played with today's facts.

    Raises ``NotThere`` when the activation or its incident is hidden or missing.
    """
    activation = (
        Activation.objects.filter(pk=activation_id, incident__in=visible_to(person))
        .select_related("version__plan", "exercise")
        .first()
    )
    if activation is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(activation_id))
    return _held(activation, seed)


def backtest_of(plan_id: UUID, person: Person) -> Backtest | None:
    """Return the back-test of the plan's newest activation that has completed steps."""
    rows = Activation.objects.filter(
        version__plan=plan_id, incident__in=visible_to(person)
    ).select_related("version__plan", "exercise")
    for activation in rows.order_by("-activated_at")[:5]:
        held = _held(activation, 0)
        if held.steps:
            return held
    return None


def _held(activation: Activation, seed: int) -> Backtest:
    real = real_minutes(activation)
    steps: list[Real] = []
    if real:
        city = activation.version.plan.city_id
        numbers = numbers_of(city)
        facts = facts_of(document_of(activation.version), city, numbers, activation.at)
        ends = play(facts, numbers, draw(facts, seed, int(numbers.runs)))
        for row, step in enumerate(facts.steps):
            if step.key in real:
                low, high = np.quantile(
                    ends[row], [(1 - WIDE) / 2, (1 + WIDE) / 2], method="lower"
                )
                steps.append(
                    Real(
                        key=step.key,
                        minutes=round(real[step.key], 1),
                        low=_finite(float(low)),
                        high=_finite(float(high)),
                        rank=round(float((ends[row] < real[step.key]).mean()), 4),
                    )
                )
    return Backtest(activation=str(activation.pk), at=activation.at, steps=steps)


def real_minutes(activation: Activation) -> dict[str, float]:
    """Return for each completed step the minutes from the activation. Two queries.

    In an exercise that ran faster, the minutes of the plan.
    """
    made = ActivationStep.objects.filter(activation=activation).values_list("task_id", "key")
    keys = dict(made)
    done = TaskState.objects.filter(task__in=keys, completed_at__isnull=False)
    speed = activation.exercise.speed if activation.exercise else 1.0
    return {
        keys[task]: (ended - activation.at).total_seconds() / 60 * speed
        for task, ended in done.values_list("task_id", "completed_at")
        if ended is not None
    }


def _finite(value: float) -> float | None:
    return round(value, 1) if np.isfinite(value) else None
