"""What the resources room does when an incident moves."""

from uuid import UUID

from command.core.models import Entry
from incidents.lifecycle import ENDED
from resources.actions import release_forces


def release_when_over(entry: Entry) -> None:
    """Let the forces of an incident go when it has ended.

    The system lets them go: who may end an incident need not command its forces.
    """
    if entry.payload["after"] in ENDED:
        release_forces(
            actor=None,
            incident_id=UUID(entry.payload["incident_id"]),
            occurred_at=entry.occurred_at,
        )
