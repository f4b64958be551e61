"""Who was ordered into an incident."""

from uuid import UUID

from command.core.models import Person
from command.tasking.lifecycle import DONE, RUNNING, Status
from command.tasking.models import TaskState
from command.tasking.selectors.people import groups_of

# From the order until it is verified, and while it rests.
THERE = RUNNING | DONE | {Status.SUSPENDED}


def is_sent(person: Person, incident_id: UUID) -> bool:
    """Return whether ``person`` has or had an order in the incident. Three queries."""
    given = TaskState.objects.filter(task__incident=incident_id, status__in=THERE)
    return given.filter(assignee_id__in=groups_of(person)).exists()
