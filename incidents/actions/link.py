"""Parent and child: an incident that is part of another, or came of it."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents import folds
from incidents.actions.judge import said, same_world
from incidents.events import IncidentLinked, IncidentUnlinked
from incidents.models import Incident, IncidentState
from incidents.rights import require_handling, require_not_merged
from incidents.selectors import changed, locked_all


@door
def link_incident(
    *,
    actor: Person | None,
    incident_id: UUID,
    parent_id: UUID | None,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Put an incident under another, or with ``None`` let it stand by itself again.

    Both rooms are told. Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when one
    was merged, ``Invalid``, or ``Conflict`` for a circle, another world, or no change.
    """
    wanted = [incident_id] if parent_id is None else [incident_id, parent_id]
    states = locked_all(*wanted, actor=actor)
    child = states[incident_id]
    require_handling(actor, child, to=_("link incidents"))
    for state in states.values():
        require_not_merged(state)
    why = said("reason", reason)
    if parent_id == child.parent_incident:
        raise Conflict(_("That is so already."))
    if parent_id is not None:
        _judge_parent(child, states[parent_id])

    before = child.parent_incident
    at = occurred_at or now()
    data = {"parent": str(parent_id) if parent_id else None, "reason": why}
    folds.INCIDENT.add(child, folds.LINKED, actor=actor, occurred_at=at, data=data)
    parent = Incident.objects.get(pk=str(parent_id or before))
    _tell(child.incident, parent, parent_id is not None, why, actor, at)
    return child.incident


def _judge_parent(child: IncidentState, parent: IncidentState) -> None:
    if child.pk == parent.pk:
        raise Invalid(_("An incident is not a part of itself."), field="parent")
    same_world(child.incident, parent.incident)
    above, seen = parent.parent_incident, set[UUID]()
    while above is not None and above not in seen:
        if above == child.pk:
            raise Conflict(_("They would be part of each other."))
        seen.add(above)
        rows = IncidentState.objects.filter(pk=above)
        above = rows.values_list("parent_incident", flat=True).first()


def _tell(
    child: Incident,
    parent: Incident,
    linked: bool,  # noqa: FBT001  one fact or the other, of one shape
    why: str,
    actor: Person | None,
    at: datetime,
) -> None:
    fact = IncidentLinked if linked else IncidentUnlinked
    journal.hold(child.room_id, parent.room_id)
    for told in (child, parent):
        journal.append(
            fact(
                incident_id=str(told.id),
                number=child.number,
                parent=str(parent.id),
                parent_number=parent.number,
                reason=why,
            ),
            room=told.room_id,
            actor=actor,
            changed=changed(told),
            occurred_at=at,
        )
