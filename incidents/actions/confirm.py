"""Confirming the grade of an incident."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from incidents import folds
from incidents.actions.judge import grade_known, said
from incidents.events import GradeConfirmed
from incidents.models import Incident
from incidents.rights import require_confirming, require_not_merged
from incidents.selectors import changed, locked


@door
def confirm_grade(
    *,
    actor: Person | None,
    incident_id: UUID,
    grade: int,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Confirm the grade of an incident; from then on it stands beside the preliminary one.

    A closed incident takes it still: deaths count for thirty days. Raises ``NotThere``,
    ``NotPermitted``, ``BadTransition`` when it was merged, ``Invalid``, or ``Conflict`` when
    this grade is confirmed already.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_confirming(actor, state, to=_("confirm a grade"))
    require_not_merged(state)
    before = state.confirmed_grade
    if grade_known(grade) == before:
        raise Conflict(_("This grade is confirmed already."), grade=grade)
    why = said("reason", reason)

    at = occurred_at or now()
    data = {"grade": grade, "reason": why}
    folds.INCIDENT.add(state, folds.CONFIRMED, actor=actor, occurred_at=at, data=data)
    journal.append(
        GradeConfirmed(incident_id=str(incident.id), before=before, grade=grade, reason=why),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=at,
    )
    return incident
