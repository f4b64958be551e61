"""Moving an incident through its life, and grading it."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from incidents import folds
from incidents.actions.judge import grade_known, no_response_active
from incidents.closing.checks import require_closable
from incidents.events import IncidentGraded, IncidentMoved
from incidents.lifecycle import ENDED, Status, Verb, status_after
from incidents.models import Incident
from incidents.rights import require_handling, require_open
from incidents.selectors import changed, locked


@door
def move_incident(
    *,
    actor: Person | None,
    incident_id: UUID,
    verb: Verb,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Move an incident one step along its life and record why.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid`` when something is
    left open without a reason, or ``Conflict`` when it would end while a response is active
    or something else blocks it; then nothing has changed.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_handling(actor, state, to=_("move an incident"))
    before = Status(state.status)
    after = status_after(before, Verb(verb))
    if after in ENDED:
        no_response_active(incident)
    if after is Status.CLOSED:
        require_closable(incident, reason)

    at = occurred_at or now()
    folds.INCIDENT.add(
        state,
        folds.MOVED,
        actor=actor,
        occurred_at=at,
        data={"status": after.value, "verb": str(verb), "reason": reason},
    )
    journal.append(
        IncidentMoved(
            incident_id=str(incident.id),
            verb=str(verb),
            before=before.value,
            after=after.value,
            reason=reason,
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=at,
    )
    return incident


@door
def grade_incident(
    *,
    actor: Person | None,
    incident_id: UUID,
    grade: int,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Give an incident a preliminary grade, 1 (extremely serious) to 4 (general).

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when it has ended,
    ``Invalid``, or ``Conflict`` when it has that grade already, or one is confirmed.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_handling(actor, state, to=_("grade an incident"))
    require_open(state)
    if state.confirmed_grade is not None:
        raise Conflict(_("A grade is confirmed; confirm another."), grade=state.confirmed_grade)
    before = state.grade
    if grade_known(grade) == before:
        raise Conflict(_("The incident has this grade already."), grade=grade)

    at = occurred_at or now()
    data = {"grade": grade, "reason": reason}
    folds.INCIDENT.add(state, folds.GRADED, actor=actor, occurred_at=at, data=data)
    journal.append(
        IncidentGraded(incident_id=str(incident.id), before=before, grade=grade, reason=reason),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=at,
    )
    return incident
