"""A consultation that is over before it is written down: all its steps at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.joint.actions.consultation import (
    conclude_consultation,
    convene_consultation,
    start_consultation,
)
from incidents.joint.models import Consultation


@door
def hold_consultation(
    *,
    actor: Person | None,
    incident_id: UUID,
    kind: str,
    topic: str,
    participants: Iterable[Mapping[str, Any]],
    agenda: Iterable[str],
    situation: str,
    trend: str = "",
    risks: str = "",
    decisions: Iterable[Mapping[str, Any]] = (),
    started_at: datetime | None = None,
    next_at: datetime | None = None,
    chair: str = "",
    chair_authority: str | None = None,
    occurred_at: datetime | None = None,
) -> Consultation:
    """Write down a consultation that was held: convened, begun and concluded in one.

    ``occurred_at`` is when it ended. Raises what its steps raise.
    """
    ended = occurred_at or now()
    began = started_at or ended
    if began > ended:
        raise Invalid(_("It ends after it begins."), field="started_at")
    row = convene_consultation(
        actor=actor,
        incident_id=incident_id,
        kind=kind,
        topic=topic,
        planned_at=began,
        participants=participants,
        agenda=agenda,
        chair=chair,
        chair_authority=chair_authority,
        occurred_at=began,
    )
    start_consultation(actor=actor, consultation_id=row.pk, occurred_at=began)
    return conclude_consultation(
        actor=actor,
        consultation_id=row.pk,
        situation=situation,
        trend=trend,
        risks=risks,
        decisions=decisions,
        next_at=next_at,
        occurred_at=ended,
    )
