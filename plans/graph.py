"""When the steps of a plan can be done at the earliest, and which of them decide the end.

Minutes from the activation. A step may start when its offset has come and all that it
waits for is finished; it lasts ``due_minutes``. Pure: no database, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.document import Step, in_order

NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Timed:
    """One step in time. ``slack`` is how much later it may finish without moving the end."""

    key: str
    start: float
    finish: float
    slack: float

    @property
    def critical(self) -> bool:
        """Whether the end of the plan moves with this step."""
        return self.slack < 0.5


def timed(
    steps: Sequence[Step],
    *,
    started: Mapping[str, float] = NONE,
    finished: Mapping[str, float] = NONE,
    at: float = 0,
) -> dict[str, Timed]:
    """Return each step in time, by key; what has happened already is taken as it was.

    A step that has not begun by ``at`` cannot begin before, and one that goes on does not
    finish before. Raises ``Invalid`` when the steps have no order.
    """
    order = in_order(steps)
    starts: dict[str, float] = {}
    ends: dict[str, float] = {}
    for step in order:
        free = max([step.offset_minutes, *(ends[key] for key in step.after)])
        begun = step.key in started or step.key in finished
        start = started.get(step.key, free) if begun else max(free, at)
        lasts = max(start + step.due_minutes, at)
        starts[step.key], ends[step.key] = start, finished.get(step.key, lasts)
    latest = _latest(order, starts, ends)
    return {
        step.key: Timed(
            step.key, starts[step.key], ends[step.key], latest[step.key] - ends[step.key]
        )
        for step in order
    }


def critical_path(steps: Sequence[Step], times: Mapping[str, Timed]) -> list[str]:
    """Return the chain of steps that decides the end, first to last; empty for no steps."""
    if not times:
        return []
    by_key = {step.key: step for step in steps}
    here = max(times.values(), key=lambda each: each.finish).key
    chain = [here]
    while before := by_key[here].after:
        here = max(before, key=lambda key: times[key].finish)
        chain.append(here)
    return chain[::-1]


def _latest(
    order: Sequence[Step], starts: Mapping[str, float], ends: Mapping[str, float]
) -> dict[str, float]:
    """Return when each step must be finished so that the end does not move."""
    end = max(ends.values(), default=0)
    latest = {step.key: end for step in order}
    for step in reversed(order):
        lasts = ends[step.key] - starts[step.key]
        for key in step.after:
            latest[key] = min(latest[key], latest[step.key] - lasts)
    return latest
