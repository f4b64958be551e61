"""Keeping which task looks at a quiet area."""

from uuid import UUID

from django.utils.timezone import now

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from incidents.monitoring.quiet import folds
from incidents.monitoring.quiet.actions.tell import named, tell
from incidents.monitoring.quiet.events import LookDrafted
from incidents.monitoring.quiet.models import QuietAreaState


@door
def note_look(
    *, actor: Person | None, area_id: UUID, task_id: UUID, number: str
) -> QuietAreaState:
    """Keep which task looks at an area, once; for the floor above, whose the task is.

    Raises ``NotThere``, or ``Conflict`` when another task does already.
    """
    rows = QuietAreaState.objects.select_for_update(of=("self",)).select_related(
        "area__region", "area__township"
    )
    state = rows.filter(pk=area_id).first()
    if state is None:
        raise NotThere("No such quiet area.")
    if state.task is not None:
        raise Conflict("Somebody looks at this area already.", task=str(state.task))
    at = max(now(), state.updated_at)
    data = {"task": str(task_id), "number": number}
    with authority.in_exercise(state.area.exercise_id):
        folds.AREAS.add(state, folds.TASKED, actor=actor, occurred_at=at, data=data)
        fact = LookDrafted(**named(state.area), task_id=str(task_id), number=number)
        tell(state, fact, actor=actor, at=at)
    return state
