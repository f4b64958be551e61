"""Recording in the journal of the city what changed in its register."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from command.core import journal
from command.core.events import Event
from command.core.models import OwnedModel, Person
from command.core.rooms import register_room


def tell(
    event: Event,
    *,
    actor: Person | None,
    thing: OwnedModel,
    region: str,
    ref: str,
    card: Any,
    occurred_at: datetime | None = None,
) -> None:
    """Record ``event`` in the room of the region's city, with the card under ``ref``."""
    journal.append(
        event,
        room=register_room(region, thing.exercise_id),
        actor=actor,
        changed={f"{ref}.{thing.pk}": asdict(card)},
        occurred_at=occurred_at,
    )
