"""Turning a call for help into work: a task to bring them out, or an incident."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.tasking.actions.create import create_task
from command.tasking.distress.actions.tell import tell
from command.tasking.distress.events import HelpFollowed
from command.tasking.distress.folds import HELP
from command.tasking.distress.lifecycle import Act
from command.tasking.distress.models import HelpState
from command.tasking.distress.rights import require_answering
from command.tasking.distress.selectors import HelpCard, locked, seen, where
from command.tasking.lifecycle import TaskKind
from command.tasking.models import Task
from incidents.actions import report_incident
from incidents.models import Incident

OTHER_ACCIDENT = "12Y00"  # until the desk says more


@door
def draft_rescue(*, actor: Person | None, call_id: UUID) -> Task:
    """Draft the task of bringing the caller out, in the incident of the call.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when the call has no incident.
    """
    state = _held(actor, call_id)
    call = state.call
    if call.incident_id is None:
        raise Conflict(_("This call belongs to no incident: make one of it first."))
    name = call.person.name
    task = create_task(
        actor=actor,
        incident_id=call.incident_id,
        title=f"救援 {name} {call.number}"[:120],
        title_en=f"Rescue {name} ({call.number})"[:160],
        kind=TaskKind.RESCUE_EVACUATE,
        region=state.region_id,
        place=where(HelpCard.of(state)),
        point=_point(state),
        basis=f"help_call.{call.pk}",
    )
    _record(state, actor, made=task.number, ref=f"task.{task.pk}")
    return task


@door
def report_distress(*, actor: Person | None, call_id: UUID) -> Incident:
    """Make an incident of a call, where the caller stands.

    Raises ``NotThere`` or ``NotPermitted``.
    """
    state = _held(actor, call_id)
    call = state.call
    region = state.region_id or state.cities[0]
    with authority.in_exercise(call.exercise_id):
        incident = report_incident(
            actor=actor,
            event_type=OTHER_ACCIDENT,
            region=region,
            title=f"{call.person.name} 遇险求救 {call.number}",
            place=where(HelpCard.of(state)),
            point=_point(state),
            occurred_at=min(call.raised_at, now()),
            source=call.number,
        )
    _record(state, actor, made=incident.number, ref=f"incident.{incident.pk}")
    return incident


def _held(actor: Person | None, call_id: UUID) -> HelpState:
    if actor is not None:
        seen(call_id, actor)
    state = locked(call_id)
    require_answering(actor, state)
    return state


def _point(state: HelpState) -> tuple[float, float] | None:
    if state.lat is None or state.lon is None:
        return None
    return state.lat, state.lon


def _record(state: HelpState, actor: Person | None, *, made: str, ref: str) -> None:
    at = now()
    data = {"made": made, "ref": ref}
    HELP.add(state, Act.FOLLOWED, actor=actor, occurred_at=at, data=data)
    tell(HelpFollowed, state, actor, at=at, made=made)
