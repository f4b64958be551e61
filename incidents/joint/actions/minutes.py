"""Afterwards: corrected minutes are a new version; what does not take place is called off."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.consultation import Given, about, minutes, steered, step
from incidents.joint.events import ConsultationCancelled, ConsultationCorrected
from incidents.joint.lifecycle import ConsultationStatus, require_status
from incidents.joint.models import Consultation


@door
def correct_consultation(
    *,
    actor: Person | None,
    consultation_id: UUID,
    reason: str,
    situation: str,
    trend: str = "",
    risks: str = "",
    participants: Given | None = None,
    next_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> Consultation:
    """Give concluded minutes a new version; those before stay in the journal.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state, _held = steered(consultation_id, actor)
    require_status(state.status, ConsultationStatus.CONCLUDED)
    why = said("reason", reason)[:300]
    found = minutes(state, situation, trend, risks, participants, next_at)
    event = ConsultationCorrected(
        version=state.version + 1, reason=why, **about(state.consultation)
    )
    data = {**found, "reason": why}
    step(state, folds.CORRECTED, data, event, actor=actor, at=occurred_at or now())
    return state.consultation


@door
def cancel_consultation(
    *,
    actor: Person | None,
    consultation_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Consultation:
    """Call off a consultation that has not begun.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state, _held = steered(consultation_id, actor)
    require_status(state.status, ConsultationStatus.PLANNED)
    why = said("reason", reason)[:300]
    event = ConsultationCancelled(reason=why, **about(state.consultation))
    at = occurred_at or now()
    step(state, folds.CANCELLED, {"reason": why}, event, actor=actor, at=at)
    return state.consultation
