"""Recording what happened to a quiet area; parts of the doors, never doors themselves."""

from datetime import datetime

from command.core import journal
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import register_room
from incidents.monitoring.quiet.models import QuietArea, QuietAreaState
from incidents.monitoring.quiet.selectors.cards import changed


def named(area: QuietArea) -> dict[str, str]:
    """Return what every fact says first."""
    return {
        "area_id": str(area.pk),
        "region": area.region_id,
        "place_zh": f"{area.region.name_zh}{area.township.name_zh}"
        if area.township
        else area.region.name_zh,
        "place_en": f"{area.township.name_en or area.township.name_zh}, {area.region.name_en}"
        if area.township
        else area.region.name_en,
    }


def tell(
    state: QuietAreaState, fact: Event, *, actor: Person | None, at: datetime, room: str = ""
) -> None:
    """Record a fact in the room of the area's city, or in another."""
    journal.append(
        fact,
        room=room or register_room(state.area.region_id, state.area.exercise_id),
        actor=actor,
        changed=changed(state),
        occurred_at=at,
    )
