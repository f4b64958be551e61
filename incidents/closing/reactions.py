"""What closing does when an incident moves."""

from uuid import UUID

from command.core.models import Entry
from incidents.closing.actions import note_items_left
from incidents.lifecycle import Status


def tell_what_is_left(entry: Entry) -> None:
    """Record what was still open when an incident was closed."""
    if entry.payload["after"] == Status.CLOSED:
        note_items_left(
            actor=entry.actor,
            incident_id=UUID(entry.payload["incident_id"]),
            reason=entry.payload["reason"],
            occurred_at=entry.occurred_at,
        )
