"""Ticking the items of a checklist."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from command.tasking.events import TaskTicked
from command.tasking.folds import TASKS
from command.tasking.kinds import TICKED
from command.tasking.lifecycle import RUNNING, Status, allowed
from command.tasking.models import TaskState
from command.tasking.rights import require_part
from command.tasking.selectors.cards import changed, name_in
from command.tasking.selectors.lists import locked


@door
def tick_item(
    *,
    actor: Person | None,
    task_id: UUID,
    item: str,
    done: bool = True,
    occurred_at: datetime | None = None,
) -> TaskState:
    """Tick an item of the checklist, or take the tick away; saying it again changes nothing.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when nobody
    works on the task.
    """
    state = locked(task_id)
    require_part(actor, state, to=_("tick the checklist"))
    found = next((each for each in state.task.checklist if each["key"] == item), None)
    if found is None:
        raise Invalid(gettext_lazy("The checklist has no such item."), field="item")
    if state.status not in RUNNING:
        raise BadTransition(
            gettext_lazy("Nobody works on this task now."),
            status=state.status,
            allowed=allowed(Status(state.status)),
        )
    if (item in state.ticks) == done:
        return state

    at = occurred_at or max(now(), state.at)
    told = {"item": item, "done": done, "by": actor.name if actor else ""}
    TASKS.add(state, TICKED, actor=actor, occurred_at=at, data=told)
    journal.append(
        TaskTicked(
            **name_in(state.task),
            key=item,
            item=found["text"],
            item_en=found["text_en"],
            done=done,
        ),
        room=state.task.incident.room_id,
        actor=actor,
        changed=changed(state),
        occurred_at=at,
    )
    return state
