"""Minutes of a plan at work, and times in the world."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from command.tasking.lifecycle import DONE
from plans.models import Activation, ActivationStep


class Clock:
    """Minutes of the plan and times in the world, for one activation."""

    def __init__(self, activation: Activation) -> None:
        """Read when it began and how fast its exercise runs."""
        self._at, self._late = activation.at, activation.at - activation.activated_at
        self._speed = activation.exercise.speed if activation.exercise else 1.0

    def minutes(self, clock: datetime) -> float:
        """Return the minute of the plan at a time by the clock here."""
        return self.world(clock + self._late)

    def world(self, at: datetime) -> float:
        """Return the minute of the plan at a time in the world."""
        return max(0.0, (at - self._at).total_seconds() / 60 * self._speed)

    def time(self, minutes: float) -> datetime:
        """Return the time in the world of a minute of the plan."""
        return self._at + timedelta(minutes=minutes / self._speed)

    def happened(self, rows: Sequence[ActivationStep]) -> dict[str, dict[str, float]]:
        """Return when steps were started and finished, in minutes."""
        started, finished = {}, {}
        for row in rows:
            task = row.task.state
            if task.issued_at:
                started[row.key] = self.world(task.issued_at)
            if task.completed_at and task.status in DONE:
                finished[row.key] = self.world(task.completed_at)
                started.setdefault(row.key, finished[row.key])
        return {"started": started, "finished": finished}
