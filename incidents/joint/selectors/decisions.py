"""Decisions as people may see them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from command.core import regions
from command.core.models import Person
from command.core.times import iso, iso_or_none
from command.core.tongues import is_english
from incidents.joint.models import Decision
from incidents.joint.selectors.operations import no_such
from incidents.selectors import seen, visible_to


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """The public view of a decision.

    ``basis`` are ``{ref, view, room, seq, hash, at}``: what was known then, copied out of the
    journal; ``options`` are ``{text, pros, cons, chosen}``; ``outcomes`` ``{text, at, by}``;
    ``tasks`` ``{id, number}``.
    """

    id: str
    incident: str
    number: str
    decided: str
    decided_by: str
    authority: str
    author: str
    basis_text: str
    basis: list[dict[str, Any]]
    options: list[dict[str, Any]]
    outcome: str
    outcomes: list[dict[str, str]]
    consultation: str | None
    corrects: str | None
    corrected_by: str | None
    owner: str | None
    organisation: str | None
    organisation_name: str
    organisation_name_en: str
    due_at: str | None
    tasks: list[dict[str, str]]
    recorded_at: str
    at: str
    exercise: bool
    origin: str

    @property
    def owned_by(self) -> str:
        """Whoever carries it out, in the language of the reader; empty when nobody does."""
        chinese = not is_english()
        body = self.organisation_name if chinese else self.organisation_name_en
        return (
            body or self.organisation_name or (regions.name(self.owner) if self.owner else "")
        )

    @classmethod
    def of(cls, row: Decision) -> Self:
        """Build the card; asks nothing when everything was fetched along."""
        return cls(
            id=str(row.pk),
            incident=str(row.incident_id),
            number=row.number,
            decided=row.decided,
            decided_by=row.decided_by,
            authority=row.origin,
            author=row.actor.name if row.actor else "",
            basis_text=row.basis_text,
            basis=list(row.basis),
            options=list(row.options),
            outcome=row.outcome,
            outcomes=[
                {
                    "text": o.text,
                    "at": iso(o.occurred_at),
                    "by": o.actor.name if o.actor else "",
                }
                for o in row.outcomes.all()
            ],
            consultation=_key(row.consultation_id),
            corrects=_key(row.corrects_id),
            corrected_by=next((str(c.pk) for c in row.corrections.all()), None),
            owner=row.owner_id,
            organisation=_key(row.organisation_id),
            organisation_name=row.organisation.name_zh if row.organisation else "",
            organisation_name_en=row.organisation.name_en if row.organisation else "",
            due_at=iso_or_none(row.due_at),
            tasks=[{"id": str(t.task), "number": t.number} for t in row.tasks.all()],
            recorded_at=iso(row.recorded_at),
            at=iso(row.occurred_at),
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


def whole(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return the rows with what their cards need. Four queries."""
    return rows.select_related("actor", "organisation").prefetch_related(
        "outcomes__actor", "corrections", "tasks"
    )


def changed(*decisions: UUID) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches decisions. Four queries."""
    rows = whole(Decision.objects.filter(pk__in=decisions))
    return {f"decision.{row.pk}": asdict(DecisionCard.of(row)) for row in rows}


def decisions_of(incident_id: UUID, person: Person) -> list[DecisionCard]:
    """Return what was decided about an incident, latest first."""
    incident = seen(incident_id, person)
    rows = whole(Decision.objects.filter(incident=incident))
    return [DecisionCard.of(row) for row in rows.order_by("-occurred_at", "-number")]


def decision_of(decision_id: UUID, person: Person) -> DecisionCard:
    """Return one card. Raises ``NotThere`` when hidden or missing."""
    rows = whole(Decision.objects.filter(incident__in=visible_to(person)))
    row = rows.filter(pk=decision_id).first()
    if row is None:
        raise no_such()
    return DecisionCard.of(row)


def of_consultation(consultation_id: UUID) -> list[DecisionCard]:
    """Return what a consultation decided, in order; for those who were let in."""
    rows = whole(Decision.objects.filter(consultation=consultation_id))
    return [DecisionCard.of(row) for row in rows.order_by("number")]


def named(keys: Iterable[UUID]) -> dict[str, DecisionCard]:
    """Return decisions by their keys; for those who were let in."""
    rows = whole(Decision.objects.filter(pk__in=list(keys)))
    return {str(row.pk): DecisionCard.of(row) for row in rows}


def _key(value: UUID | None) -> str | None:
    return str(value) if value else None
