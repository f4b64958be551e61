"""The best answer, with proof: a programme of whole numbers, solved by CP-SAT in stages.

What stays open comes first, then what is broken of the floors, then the aim's own sum. The
first two are settled once for all aims; no stage may take more than is left of the time.
"""

from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

from resources.adviser.pure.greedy import greedy
from resources.adviser.pure.problem import Problem, Shares
from resources.adviser.pure.programme import Programme
from resources.adviser.pure.score import AIMS, Aim, Score, score

SEED = 7
EARLY = 0.2  # of the time for each of the first stages
KEPT = Score(0, 1, 0)  # worse than all that leaves nothing open and no floor broken


@dataclass(frozen=True, slots=True)
class Answer:
    """One plan of the solver: ``bound`` below which no plan can be, if one was found.

    ``is_proven``: no plan is better. ``by`` is ``cpsat``, or ``greedy`` where the solver found
    nothing better in its time.
    """

    aim: str
    shares: Shares
    bound: int | None
    is_proven: bool
    by: str


@dataclass(frozen=True, slots=True)
class _Found:
    shares: Shares | None
    value: int
    bound: int | None
    is_proven: bool


class _Clock:
    """What is left: seconds, or the solver's own count of its work, which no load changes."""

    def __init__(self, seconds: float, *, by_work: bool) -> None:
        self.all, self.end, self.by_work = seconds, monotonic() + seconds, by_work
        self.worked = 0.0

    def part(self, among: int) -> float:
        """Return an equal part of what is left, for so many stages to come."""
        left = self.all - self.worked if self.by_work else self.end - monotonic()
        return max(0.005 if not self.by_work else 1e-6, left / among)


def solve(
    problem: Problem, *, seconds: float = 2.0, by_work: bool = False
) -> dict[str, Answer]:
    """Return the best plan for each aim that could be found and proven in the time.

    ``by_work``: the time is CP-SAT's deterministic time, the same on a busy machine.
    """
    warm()
    clock = _Clock(seconds, by_work=by_work)
    caps, proven = _caps(problem, clock)
    answers = {}
    for number, aim in enumerate(AIMS):
        found = _run(
            Programme(problem, aim=aim, caps=caps),
            clock.part(len(AIMS) - number),
            clock,
            hint=greedy(problem, aim),
        )
        answers[aim.key] = _better(problem, aim, found, proven=proven)
    return answers


def warm() -> None:
    """Load the solver, which takes longer than most questions; none of their time is spent."""
    import_module("ortools.sat.python.cp_model")


def _caps(problem: Problem, clock: _Clock) -> tuple[tuple[int, int], bool]:
    """Return what must stay open and what must be broken, at least; and if that is proven."""
    early = clock.all * EARLY
    if any(score(problem, aim, greedy(problem, aim)) < KEPT for aim in AIMS):
        return (0, 0), True
    kept = _run(Programme(problem, keep=True), early, clock)
    if kept.value == 0:
        return (0, 0), True
    below = _run(Programme(problem), early, clock)
    if below.shares is None or (kept.shares is not None and below.value >= kept.value):
        return (kept.value, 0), kept.is_proven and below.is_proven
    least = _run(Programme(problem, broken=True, caps=(below.value, None)), early, clock)
    proven = below.is_proven and least.is_proven
    return (below.value, least.value), proven


def _run(
    programme: Programme, seconds: float, clock: _Clock, hint: Shares | None = None
) -> _Found:
    from ortools.sat.python import cp_model  # heavy, and only the task needs it

    if hint is not None:
        programme.hint(hint)
    solver: Any = cp_model.CpSolver()
    if clock.by_work:
        solver.parameters.max_deterministic_time = seconds
    else:
        solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    status = solver.solve(programme.model)
    clock.worked += solver.response_proto.deterministic_time
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _Found(None, programme.worst, None, is_proven=False)
    shares = {p: n for p, var in programme.x.items() if (n := solver.value(var))}
    return _Found(
        shares,
        round(solver.objective_value),
        round(solver.best_objective_bound),
        is_proven=status == cp_model.OPTIMAL,
    )


def _better(problem: Problem, aim: Aim, found: _Found, *, proven: bool) -> Answer:
    quick = greedy(problem, aim)
    bound = found.bound if proven else None
    worth = score(problem, aim, quick)
    if found.shares is None or worth < score(problem, aim, found.shares):
        return Answer(aim.key, quick, bound, is_proven=False, by="greedy")
    return Answer(
        aim.key, found.shares, bound, is_proven=proven and found.is_proven, by="cpsat"
    )
