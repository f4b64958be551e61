"""What a score is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepScore:
    """One step: planned and real minutes since the activation, and what it is worth.

    ``early`` names the steps that should have been done before it began.
    """

    id: str
    key: str
    title: str
    assignee: str
    planned_start: float
    planned_finish: float
    start: float | None
    finish: float | None
    critical: bool
    outcome: str
    outcome_name: str
    answered_late: bool
    early: tuple[str, ...]
    points: int
    verdict: str


@dataclass(frozen=True, slots=True)
class PlanScore:
    """One plan at work. ``took`` and ``planned`` are minutes to the end of the graph.

    Until all is done (``is_over``) ``took`` is when the end is to be expected.
    """

    title: str
    title_en: str
    version: int
    points: int | None
    planned: float
    took: float
    critical: tuple[str, ...]
    real_critical: tuple[str, ...]
    steps: tuple[StepScore, ...]

    @property
    def is_over(self) -> bool:
        """Whether every step is done."""
        return all(step.finish is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class InjectScore:
    """One inject: how evaluators judged the answer; ``None`` where nobody did."""

    number: int
    title: str
    expects: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """The whole. ``points`` is the mean of what could be judged, ``None`` if nothing was."""

    points: int | None
    plans: tuple[PlanScore, ...]
    injects: tuple[InjectScore, ...]
    unjudged: int
