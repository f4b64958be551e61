"""What an act on a phone is about, found, held and put into words."""

from uuid import UUID

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.rooms import register_room
from command.core.times import iso, iso_or_none
from command.field import versions
from command.field.operations import About, Given
from command.tasking.models import TaskState
from command.tasking.rights import may_see
from command.tasking.selectors import locked
from incidents.messaging.models import MessageState
from incidents.models import IncidentState


def task(person: Person, given: Given) -> About | None:
    """Return the order an act is about, its row held; nothing for whoever may not see it."""
    try:
        state = locked(given["task_id"])
    except NotThere:
        return None
    if not may_see(person, state):
        return None
    return About(
        thing=f"task.{state.task_id}",
        title=f"{state.task.number} {state.task.title}"[:200],
        room=state.task.incident.room_id,
        city=regions.city_of(state.assignee_region),
        incident=state.task.incident_id,
        exercise=state.task.exercise_id,
        version=versions.of_state(state, person),
        stands=_standing(state),
    )


def incident(person: Person, given: Given) -> About | None:
    """Return the incident an act is about; nothing without one."""
    key: UUID | None = given.get("incident_id")
    state = IncidentState.objects.select_related("incident").filter(pk=key).first()
    if state is None:
        return None
    return About(
        thing=f"incident.{key}",
        title=f"{state.incident.number} {state.incident.title}"[:200],
        room=state.incident.room_id,
        city=regions.city_of(person.origin),
        incident=key,
        exercise=state.incident.exercise_id,
        stands={"incident": str(state.status), "at": iso(state.updated_at)},
    )


def message(person: Person, given: Given) -> About | None:
    """Return the message an act is about, if it came to this person."""
    rows = MessageState.objects.select_related("message", "withdrawn_by")
    state = rows.filter(message=given["message_id"], message__receipts__person=person).first()
    if state is None:
        return None
    said = state.message
    return About(
        thing=f"message.{said.pk}",
        title=f"{said.number} {said.text}".strip()[:200],
        # What was said person to person is told where only the city's desks read.
        room=said.room or register_room(person.origin, said.exercise_id),
        city=regions.city_of(person.origin),
        incident=said.incident_id if said.room else None,
        exercise=said.exercise_id,
        stands={
            "message": "withdrawn" if state.withdrawn_at else "stands",
            "at": iso(state.at),
            "by": state.withdrawn_by.name if state.withdrawn_by else "",
            "reason": state.reason,
        },
    )


def _standing(state: TaskState) -> Given:
    last = state.task.changes.select_related("actor").order_by("-step").first()
    return {
        "task": str(state.status),
        "at": iso(state.at),
        "due_at": iso_or_none(state.due_at),
        "by": last.actor.name if last and last.actor else "",
        "reason": state.reason or state.obstacle,
        "assignee": state.assignee_label,
        "assignee_en": state.assignee_label_en,
    }
