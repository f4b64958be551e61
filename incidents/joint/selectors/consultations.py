"""Consultations as people may see them."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from command.core.models import Person
from command.core.times import iso, iso_or_none
from incidents.joint.models import ConsultationState, Decision
from incidents.joint.selectors.operations import no_such
from incidents.selectors import seen, visible_to


@dataclass(frozen=True, slots=True)
class ConsultationCard:
    """The public view of a consultation; ``decisions`` are keys of decisions.

    ``participants`` are ``{authority, name}``, ``version`` counts the corrected minutes.
    """

    id: str
    incident: str
    number: str
    kind: str
    topic: str
    status: str
    planned_at: str
    chair_authority: str
    chair: str
    participants: list[dict[str, str]]
    agenda: list[str]
    situation: str
    trend: str
    risks: str
    decisions: list[str]
    started_at: str | None
    ended_at: str | None
    next_at: str | None
    version: int
    reason: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: ConsultationState, decisions: list[str]) -> Self:
        """Build the card; asks nothing when the consultation was fetched along."""
        row = state.consultation
        return cls(
            id=str(row.pk),
            incident=str(row.incident_id),
            number=row.number,
            kind=row.kind,
            topic=row.topic,
            status=str(state.status),
            planned_at=iso(row.planned_at),
            chair_authority=row.chair_authority,
            chair=row.chair,
            participants=list(state.participants),
            agenda=list(state.agenda),
            situation=state.situation,
            trend=state.trend,
            risks=state.risks,
            decisions=decisions,
            started_at=iso_or_none(state.started_at),
            ended_at=iso_or_none(state.ended_at),
            next_at=iso_or_none(state.next_at),
            version=state.version,
            reason=state.reason,
            at=iso(state.updated_at),
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


def changed(state: ConsultationState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a consultation. One query."""
    return {f"consultation.{state.consultation_id}": asdict(_cards([state])[0])}


def consultations_of(incident_id: UUID, person: Person) -> list[ConsultationCard]:
    """Return the consultations about an incident, latest first."""
    incident = seen(incident_id, person)
    states = ConsultationState.objects.filter(consultation__incident=incident)
    states = states.select_related("consultation")
    return _cards(list(states.order_by("-consultation__planned_at", "pk")))


def consultation_of(consultation_id: UUID, person: Person) -> ConsultationCard:
    """Return one card. Raises ``NotThere`` when hidden or missing."""
    state = (
        ConsultationState.objects.select_related("consultation")
        .filter(pk=consultation_id, consultation__incident__in=visible_to(person))
        .first()
    )
    if state is None:
        raise no_such()
    return _cards([state])[0]


def locked_consultation(consultation_id: UUID) -> ConsultationState:
    """Return the state of a consultation, its row locked. Raises ``NotThere``.

    Lock its incident first: that is the lock of everything that hangs on it.
    """
    rows = ConsultationState.objects.select_for_update(of=("self",))
    state = rows.select_related("consultation__incident").filter(pk=consultation_id).first()
    if state is None:
        raise no_such()
    return state


def incident_of_consultation(consultation_id: UUID) -> UUID:
    """Return the incident that a consultation is about. Raises ``NotThere``."""
    found = ConsultationState.objects.filter(pk=consultation_id)
    incident = found.values_list("consultation__incident_id", flat=True).first()
    if incident is None:
        raise no_such()
    return incident


def _cards(states: list[ConsultationState]) -> list[ConsultationCard]:
    decided: dict[UUID, list[str]] = {state.consultation_id: [] for state in states}
    rows = Decision.objects.filter(consultation__in=list(decided)).order_by("number")
    for consultation, decision in rows.values_list("consultation_id", "pk"):
        decided[consultation].append(str(decision))
    return [ConsultationCard.of(state, decided[state.consultation_id]) for state in states]
