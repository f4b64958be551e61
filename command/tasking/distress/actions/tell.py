"""Recording what happens to a call, in every room that it concerns; no door."""

from datetime import datetime
from typing import Any

from command.core import journal, regions
from command.core.models import Person, Room
from command.core.rooms import inbox_room, register_room
from command.tasking.distress.events import HelpTold
from command.tasking.distress.models import HelpCall, HelpState
from command.tasking.distress.selectors import changed


def rooms_of(state: HelpState) -> list[str]:
    """Return where a call is told: its own room first, then the desks that it concerns."""
    call = state.call
    desks = [register_room(city, call.exercise_id) for city in state.cities]
    if state.widened_at is not None:
        cities = (*regions.CITIES, regions.REGION)
        desks += [register_room(city, call.exercise_id) for city in cities]
    # The caller's phone follows the caller's inbox: it says at once who has answered.
    own = inbox_room(call.person_id, call.exercise_id)
    return list(dict.fromkeys([call.room_id, *desks, own]))


def held_rooms(state: HelpState) -> list[str]:
    """Lock the heads of the rooms in which a call is told, in the order of all; return them."""
    own, *others = rooms_of(state)
    there = set(Room.objects.filter(key__in=others).values_list("key", flat=True))
    journal.hold(own, *there)
    return [own, *(room for room in others if room in there)]


def tell(
    fact: Any,
    state: HelpState,
    actor: Person | None,
    *,
    at: datetime | None = None,
    **more: Any,
) -> None:
    """Record a fact in the call's room, and that it concerns them in those of the others."""
    own, *others = held_rooms(state)
    views = changed(state)
    named = about(state.call, state)
    journal.append(fact(**named, **more), room=own, actor=actor, changed=views, occurred_at=at)
    for room in others:
        journal.append(HelpTold(**named), room=room, actor=actor, changed=views, occurred_at=at)


def about(call: HelpCall, state: HelpState) -> dict[str, Any]:
    """Return what every fact about a call says."""
    return {
        "call_id": str(call.pk),
        "number": call.number,
        "name": call.person.name,
        "region": state.region_id or "",
        "accuracy_m": state.accuracy_m,
    }
