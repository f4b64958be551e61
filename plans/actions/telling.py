"""Recording what was done to a plan."""

from typing import Any

from command.core import journal
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import register_room
from plans.models import Plan, PlanVersion
from plans.selectors.plans import changed


def tell(
    event: type[Event], plan: Plan, version: PlanVersion, actor: Person | None, **more: Any
) -> None:
    """Record a fact about a version in the room of its city; for doors, at their end."""
    room = register_room(plan.city_id, plan.exercise_id)
    journal.hold(room)
    said: Any = event  # each takes what ``OfPlan`` says first
    fact = said(
        plan_id=str(plan.pk),
        title=plan.title,
        title_en=plan.title_en,
        city=plan.city_id,
        version=version.number,
        **more,
    )
    journal.append(fact, room=room, actor=actor, changed=changed(plan))
