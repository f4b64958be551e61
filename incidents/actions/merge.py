"""Two reports of one incident: the one goes on, the other points at it and stays readable."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents import folds
from incidents.actions.judge import no_response_active, said, same_world
from incidents.events import IncidentAbsorbed, IncidentMerged
from incidents.models import Incident, IncidentState
from incidents.rights import require_handling, require_open
from incidents.selectors import changed, locked_all


@door
def merge_incident(
    *,
    actor: Person | None,
    incident_id: UUID,
    into: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Close an incident as another report of ``into``, and return that one.

    Every original stays: the room, the observations, the chronicle of what was merged. The
    survivor counts its figures and says where they came from. Raises ``NotThere``,
    ``NotPermitted``, ``BadTransition`` when one has ended, ``Invalid``, or ``Conflict`` when
    the two are of different worlds, or something still hangs on the one.
    """
    if incident_id == into:
        raise Invalid(_("An incident is not merged into itself."), field="into")
    states = locked_all(incident_id, into, actor=actor)
    merged, survivor = states[incident_id], states[into]
    for state in (merged, survivor):
        require_handling(actor, state, to=_("merge incidents"))
        require_open(state)
    same_world(merged.incident, survivor.incident)
    _judge_nothing_hangs(merged)
    why = said("reason", reason)

    at = occurred_at or now()
    earlier = [
        locked_all(key, actor=None)[key]
        for key in IncidentState.objects.filter(merged_into=incident_id)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    moved = [*earlier, merged]
    journal.hold(*(state.incident.room_id for state in [*moved, survivor]))
    for state in moved:
        data = {"into": str(into), "reason": why}
        folds.INCIDENT.add(state, folds.MERGED, actor=actor, occurred_at=at, data=data)
    folds.INCIDENT.add(
        survivor,
        folds.ABSORBED,
        actor=actor,
        occurred_at=at,
        data={"merged": str(incident_id), "reason": why},
    )
    for state in moved:
        _tell_merged(state.incident, survivor.incident, why, actor, at)
    _tell_absorbed(merged.incident, survivor.incident, why, actor, at)
    return survivor.incident


def _judge_nothing_hangs(state: IncidentState) -> None:
    no_response_active(state.incident)
    if state.command_offered_to:
        raise Conflict(_("Its command is on offer; let that be answered first."))
    if IncidentState.objects.filter(parent_incident=state.pk).exists():
        raise Conflict(_("Other incidents are part of it; put them under the other first."))


def _tell_merged(
    merged: Incident, survivor: Incident, why: str, actor: Person | None, at: datetime
) -> None:
    journal.append(
        IncidentMerged(
            incident_id=str(merged.id),
            into=str(survivor.id),
            into_number=survivor.number,
            reason=why,
        ),
        room=merged.room_id,
        actor=actor,
        changed=changed(merged),
        occurred_at=at,
    )


def _tell_absorbed(
    merged: Incident, survivor: Incident, why: str, actor: Person | None, at: datetime
) -> None:
    journal.append(
        IncidentAbsorbed(
            incident_id=str(survivor.id),
            merged=str(merged.id),
            merged_number=merged.number,
            reason=why,
        ),
        room=survivor.room_id,
        actor=actor,
        changed=changed(survivor),
        occurred_at=at,
    )
