"""The beat that no change of the clock stops."""

import math
import time
from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry
from celery.schedules import schedule


class SteadyBeat(PersistentScheduler):
    """Celery's own, but no wait is longer than the interval of its task.

    Celery counts from the wall clock when a task was last sent: set back by an hour, it would
    send nothing for an hour, and a beat started anew would read of times to come.
    """

    def is_due(self, entry: ScheduleEntry) -> Any:
        """Return whether to send now, and in how many seconds to look again."""
        due, wait = entry.is_due()
        every = every_s(entry)
        return (True, every) if wait > every else (due, wait)

    def _when(self, entry: ScheduleEntry, next_time_to_run: float, **_: Any) -> float:
        """Return the place in the queue: by a clock that only goes forward."""
        return time.monotonic() + min(next_time_to_run, every_s(entry))


def every_s(entry: ScheduleEntry) -> float:
    """Return the interval of a task; none for what is done at a time of the day."""
    plan = entry.schedule
    return float(plan.seconds) if isinstance(plan, schedule) else math.inf
