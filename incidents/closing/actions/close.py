"""Telling what was left open when an incident was closed."""

from datetime import datetime
from uuid import UUID

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from incidents.closing.checks import open_items
from incidents.closing.events import ItemsLeftOpen
from incidents.closing.selectors import changed
from incidents.selectors import locked


@door
def note_items_left(
    *, actor: Person | None, incident_id: UUID, reason: str, occurred_at: datetime
) -> dict[str, int]:
    """Record what is still open about an incident that is being closed, if anything is."""
    incident = locked(incident_id, actor=None).incident
    left = {item.code: item.count for item in open_items(incident)}
    if left:
        journal.append(
            ItemsLeftOpen(incident_id=str(incident.pk), items=left, reason=reason),
            room=incident.room_id,
            actor=actor,
            changed=changed(incident),
            occurred_at=occurred_at,
        )
    return left
