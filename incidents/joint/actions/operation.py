"""Opening and ending joint operations, and the incidents under them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.events import Event
from command.core.models import Person
from command.core.policies import require
from command.core.times import iso_or_none
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.judge import judged_members, judged_until, lines
from incidents.joint.actions.numbers import operation_number
from incidents.joint.actions.sight import give_sight, take_sight
from incidents.joint.events import (
    OperationEnded,
    OperationOpened,
    OperationWidened,
)
from incidents.joint.lifecycle import Mechanism, require_running
from incidents.joint.models import JointOperation, OperationState
from incidents.joint.selectors.operations import changed, incidents_of, locked_operation
from incidents.models import IncidentState
from incidents.rights import SHARING, require_open
from incidents.selectors import locked


@door
def open_operation(
    *,
    actor: Person | None,
    incident_ids: Iterable[UUID],
    name: str,
    mechanism: str,
    members: Iterable[str],
    until: datetime | None = None,
    objectives: Iterable[str] = (),
    basis: str = "",
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Let several authorities act together over incidents; the members see their rooms.

    The first incident is the one it is opened for. Whoever leads that leads the operation,
    under a common superior the region. ``until`` is when the sight ends by itself; in an
    exercise it ends with that. Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or
    ``Invalid``.
    """
    wanted = list(dict.fromkeys(incident_ids))
    if not wanted or len(wanted) > 20:
        raise Invalid(
            _("A joint operation is about one to twenty incidents."), field="incidents"
        )
    held = {key: locked(key, actor=actor) for key in sorted(wanted)}
    first = held[wanted[0]].incident
    lead = _judged_lead(actor, held[wanted[0]].lead_authority, mechanism)
    for state in held.values():
        require(actor, SHARING, to=_("open a joint operation"), region=state.lead_authority)
        require_open(state)
        if state.incident.exercise_id != first.exercise_id:
            raise Conflict(_("An exercise and reality are not handled in one operation."))
    taking_part = judged_members(members, lead=lead)
    ends_at = judged_until(until, first.exercise_id)

    at = occurred_at or now()
    operation = JointOperation(
        incident=first,
        number=operation_number(at, first.exercise_id),
        name=said("name", name)[:120],
        mechanism=Mechanism(mechanism).value,
        basis=basis.strip()[:300],
        opened_at=at,
    )
    aims = lines("objectives", objectives)
    operation.save(force_insert=True)
    state = folds.OPERATION.begin(operation)
    data = {
        "lead": lead,
        "objectives": aims,
        "incidents": [str(key) for key in wanted],
        "members": taking_part,
        "until": iso_or_none(ends_at),
    }
    folds.OPERATION.add(state, folds.OPENED, actor=actor, occurred_at=at, data=data)
    hold(state)
    for one in held.values():
        give_sight(state, one, taking_part, actor=actor, ends_at=ends_at, at=at)
    event = OperationOpened(
        operation_id=str(operation.pk),
        number=operation.number,
        name=operation.name,
        mechanism=operation.mechanism,
        by=lead,
        members=taking_part,
        until=iso_or_none(ends_at),
        basis=operation.basis,
    )
    record(state, event, actor=actor, at=at)
    return operation


@door
def widen_operation(
    *,
    actor: Person | None,
    operation_id: UUID,
    incident_id: UUID,
    until: datetime | None = None,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Bring another incident under a running operation; its members see that too.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid``, or ``Conflict``
    when it is under it already.
    """
    state = led(operation_id, actor, to=_("widen a joint operation"))
    other = locked(incident_id, actor=actor)
    require(actor, SHARING, to=_("share an incident"), region=other.lead_authority)
    require_open(other)
    if str(incident_id) in state.incidents:
        raise Conflict(_("This incident is under the operation already."))
    if other.incident.exercise_id != state.operation.exercise_id:
        raise Conflict(_("An exercise and reality are not handled in one operation."))
    ends_at = judged_until(until, other.incident.exercise_id)

    at = occurred_at or now()
    data = {"incident": str(incident_id), "until": iso_or_none(ends_at)}
    folds.OPERATION.add(state, folds.WIDENED, actor=actor, occurred_at=at, data=data)
    hold(state)
    inside = [code for code, member in state.members.items() if not member["left"]]
    give_sight(state, other, inside, actor=actor, ends_at=ends_at, at=at)
    event = OperationWidened(
        incident_id=str(incident_id), title=other.incident.title, **about(state)
    )
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def end_operation(
    *,
    actor: Person | None,
    operation_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """End a joint operation, and with it the sight that it gave; other shares stay.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = led(operation_id, actor, to=_("end a joint operation"))
    why = said("reason", reason)
    at = occurred_at or now()
    folds.OPERATION.add(state, folds.ENDED, actor=actor, occurred_at=at, data={"reason": why})
    take_sight(state.operation, reason=why)
    event = OperationEnded(reason=why, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


def led(operation_id: UUID, actor: Person | None, *, to: str) -> OperationState:
    """Return a running operation, held, that ``actor`` may lead. Part of doors."""
    state = locked_operation(operation_id, actor=actor)
    require(actor, SHARING, to=to, region=state.lead_authority)
    require_running(state.status)
    return state


def about(state: OperationState) -> dict[str, str]:
    """Return what every fact about an operation says first."""
    return {"operation_id": str(state.operation_id), "number": state.operation.number}


def record(state: OperationState, event: Event, *, actor: Person | None, at: datetime) -> None:
    """Tell the room of every incident of the operation."""
    rooms = hold(state)
    views = changed(state)
    for room in rooms:
        journal.append(event, room=room, actor=actor, changed=views, occurred_at=at)


def hold(state: OperationState) -> list[str]:
    """Hold the rooms of all incidents of the operation; return them."""
    rooms = sorted(incident.room_id for incident in incidents_of(state))
    journal.hold(*rooms)
    return rooms


def _judged_lead(actor: Person | None, lead: str, mechanism: str) -> str:
    if mechanism not in Mechanism.values:
        raise Invalid(
            _("There is no such mechanism."), field="mechanism", allowed=Mechanism.values
        )
    if mechanism == Mechanism.AGREEMENT:
        return lead
    require(actor, SHARING, to=_("lead as the superior"), region=regions.REGION)
    return regions.REGION


def still_led(state: OperationState) -> list[IncidentState]:
    """Return the open incidents of an operation, held in the order of their keys."""
    rows = IncidentState.objects.select_for_update(of=("self",)).select_related("incident")
    return list(rows.filter(pk__in=state.incidents).order_by("pk"))
