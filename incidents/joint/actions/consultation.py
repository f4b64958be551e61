"""Consultations: convened, in session, concluded."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.events import Event
from command.core.models import Person
from command.core.policies import DESK
from command.core.times import iso, iso_or_none
from incidents.actions.judge import known_region, said
from incidents.joint import folds
from incidents.joint.actions.judge import judged_participants, lines
from incidents.joint.actions.numbers import number_in
from incidents.joint.actions.written import Resolved, resolve, write_decision
from incidents.joint.events import (
    ConsultationConcluded,
    ConsultationConvened,
    ConsultationStarted,
)
from incidents.joint.lifecycle import ConsultationKind, ConsultationStatus, require_status
from incidents.joint.models import Consultation, ConsultationState
from incidents.joint.rights import require_author
from incidents.joint.selectors.consultations import (
    changed,
    incident_of_consultation,
    locked_consultation,
)
from incidents.models import IncidentState
from incidents.rights import require_open, require_part
from incidents.selectors import locked

Given = Iterable[Mapping[str, Any]]
LONGEST = 4000


@door
def convene_consultation(
    *,
    actor: Person | None,
    incident_id: UUID,
    kind: str,
    topic: str,
    planned_at: datetime,
    participants: Given,
    agenda: Iterable[str],
    chair: str = "",
    chair_authority: str | None = None,
    occurred_at: datetime | None = None,
) -> Consultation:
    """Call a consultation about an incident; any authority that takes part may.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    held = locked(incident_id, actor=actor)
    require_part(actor, DESK, held, to=_("convene a consultation"))
    require_open(held)
    if kind not in ConsultationKind.values:
        raise Invalid(
            _("There is no such kind of consultation."),
            field="kind",
            allowed=ConsultationKind.values,
        )
    people = judged_participants(participants)
    points = lines("agenda", agenda, needed=True)
    at = occurred_at or now()
    row = Consultation(
        incident=held.incident,
        number=number_in(incident_id, "HS"),
        kind=ConsultationKind(kind).value,
        topic=said("topic", topic)[:120],
        planned_at=planned_at,
        chair_authority=known_region(chair_authority or authority.current()),
        chair=(chair.strip() or (actor.name if actor else ""))[:120],
        actor=actor,
        occurred_at=at,
    )
    row.save(force_insert=True)
    state: ConsultationState = folds.CONSULTATION.begin(row)
    data = {"participants": people, "agenda": points}
    event = ConsultationConvened(
        consultation_kind=row.kind,
        planned_at=iso(planned_at),
        members=sorted({one["authority"] for one in people}),
        **about(row),
    )
    step(state, folds.CONVENED, data, event, actor=actor, at=at)
    return row


@door
def start_consultation(
    *, actor: Person | None, consultation_id: UUID, occurred_at: datetime | None = None
) -> Consultation:
    """Open the session. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``."""
    state, _held = steered(consultation_id, actor)
    require_status(state.status, ConsultationStatus.PLANNED)
    event = ConsultationStarted(**about(state.consultation))
    step(state, folds.STARTED, {}, event, actor=actor, at=occurred_at or now())
    return state.consultation


@door
def conclude_consultation(
    *,
    actor: Person | None,
    consultation_id: UUID,
    situation: str,
    trend: str = "",
    risks: str = "",
    decisions: Given = (),
    participants: Given | None = None,
    next_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> Consultation:
    """Write down what was found and decided; what is to be done becomes tasks.

    A decision is ``{decided, owner, organisation_id, due_at, is_task, task_kind}``; more as
    ``record_decision`` takes it. Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or
    ``Invalid``.
    """
    state, held = steered(consultation_id, actor)
    require_status(state.status, ConsultationStatus.IN_SESSION)
    require_open(held)
    found = minutes(state, situation, trend, risks, participants, next_at)
    row, at = state.consultation, occurred_at or now()
    by = row.chair or row.topic
    resolved: list[Resolved] = [
        resolve(held.incident, one, actor=actor, decided_by=by) for one in decisions
    ]
    for one in resolved:
        write_decision(held.incident, one, actor=actor, at=at, consultation=row)
    event = ConsultationConcluded(
        decisions=len(resolved),
        situation=found["situation"],
        trend=found["trend"],
        risks=found["risks"],
        **about(row),
    )
    step(state, folds.CONCLUDED, found, event, actor=actor, at=at)
    return row


def steered(
    consultation_id: UUID, actor: Person | None
) -> tuple[ConsultationState, IncidentState]:
    """Return a consultation that ``actor`` may steer, held, and its incident."""
    held = locked(incident_of_consultation(consultation_id), actor=actor)
    state = locked_consultation(consultation_id)
    require_author(actor, state.consultation.origin, held, to=_("steer this consultation"))
    return state, held


def minutes(
    state: ConsultationState,
    situation: str,
    trend: str,
    risks: str,
    participants: Given | None,
    next_at: datetime | None,
) -> dict[str, Any]:
    """Return the judged minutes as a change keeps them. Raises ``Invalid``."""
    return {
        "participants": (
            state.participants if participants is None else judged_participants(participants)
        ),
        "situation": said("situation", situation)[:LONGEST],
        "trend": trend.strip()[:LONGEST],
        "risks": risks.strip()[:LONGEST],
        "next_at": iso_or_none(next_at),
    }


def about(row: Consultation) -> dict[str, str]:
    """Return what every fact about a consultation says first."""
    return {
        "consultation_id": str(row.pk),
        "incident_id": str(row.incident_id),
        "number": row.number,
        "topic": row.topic,
    }


def step(
    state: ConsultationState,
    kind: str,
    data: dict[str, Any],
    event: Event,
    *,
    actor: Person | None,
    at: datetime,
) -> None:
    """Take a judged step and record it."""
    folds.CONSULTATION.add(state, kind, actor=actor, occurred_at=at, data=data)
    room = state.consultation.incident.room_id
    journal.append(event, room=room, actor=actor, changed=changed(state), occurred_at=at)
