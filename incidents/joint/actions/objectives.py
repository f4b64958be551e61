"""What a joint operation is to achieve, and what of it is reached."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.joint import folds
from incidents.joint.actions.judge import lines
from incidents.joint.actions.operation import about, led, record
from incidents.joint.events import ObjectiveReached, ObjectiveReopened, ObjectivesSet
from incidents.joint.models import JointOperation


@door
def set_objectives(
    *,
    actor: Person | None,
    operation_id: UUID,
    objectives: Iterable[str],
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Say what the operation is to achieve. Raises as ``end_operation`` does."""
    state = led(operation_id, actor, to=_("set objectives"))
    aims = lines("objectives", objectives, needed=True)
    at = occurred_at or now()
    folds.OPERATION.add(
        state, folds.OBJECTIVES, actor=actor, occurred_at=at, data={"objectives": aims}
    )
    event = ObjectivesSet(objectives=aims, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def reach_objective(
    *,
    actor: Person | None,
    operation_id: UUID,
    objective: str,
    reached: bool = True,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Tick an objective, or open it again; what stands so already changes nothing.

    Raises as ``end_operation`` does, ``Invalid`` when there is no such objective.
    """
    state = led(operation_id, actor, to=_("tick objectives"))
    aim = objective.strip()
    if aim not in state.objectives:
        raise Invalid(
            _("The operation has no such objective."),
            field="objective",
            allowed=list(state.objectives),
        )
    if (aim in state.reached) == reached:
        return state.operation
    at = occurred_at or now()
    data = {"objective": aim, "reached": reached, "by": actor.name if actor else ""}
    folds.OPERATION.add(state, folds.REACHED, actor=actor, occurred_at=at, data=data)
    told = ObjectiveReached if reached else ObjectiveReopened
    record(state, told(objective=aim, **about(state)), actor=actor, at=at)
    return state.operation
