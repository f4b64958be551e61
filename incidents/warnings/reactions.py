"""What the warnings room does when a jurisdiction has responded."""

from uuid import UUID

from command.core.models import Entry
from incidents.warnings.actions import meet_obligations
from incidents.warnings.lifecycle import Duty


def answered(entry: Entry) -> None:
    """Whoever responds has decided: close what waited for that jurisdiction."""
    meet_obligations(
        actor=entry.actor,
        incident_id=UUID(entry.payload["incident_id"]),
        jurisdiction=entry.payload["jurisdiction"],
        status=Duty.PROPOSED if entry.kind.startswith("proposal") else Duty.ACTIVATED,
        occurred_at=entry.occurred_at,
    )
