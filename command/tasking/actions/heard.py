"""Until when people who are out are to be heard of again."""

from datetime import datetime, timedelta

from command.core.times import clock
from command.tasking.models import TaskState
from command.tasking.selectors.limits import limits_of
from resources.models import Team


def interval_of(state: TaskState) -> timedelta | None:
    """Return how often the people of a task are heard of: as it says, or as for their team.

    A city may rule it for a kind of team: ``check-in-FIRE``, in seconds.
    """
    if state.task.check_in_minutes:
        return timedelta(minutes=state.task.check_in_minutes)
    if state.assignee_kind != TaskState.AssigneeKind.TEAM or state.assignee_id is None:
        return None
    kind = Team.objects.filter(pk=state.assignee_id).values_list("kind", flat=True).first()
    seconds = limits_of(state.assignee_region).get(f"check-in-{kind}")
    return timedelta(seconds=seconds) if seconds else None


def heard_by(state: TaskState, at: datetime | None = None) -> str | None:
    """Return when they are to be heard of next, as a change keeps it.

    ``at`` is when they were heard of, if it is told later.
    """
    interval = interval_of(state)
    return ((at or clock()) + interval).isoformat() if interval else None
