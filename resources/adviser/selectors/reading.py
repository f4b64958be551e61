"""Reading one advice or one floor, and what an entry says of them."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.times import iso, iso_or_none
from resources.adviser.models import Advice, FloorBreach


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceCard:
    """What everybody in the incident's room may know of an advice: no forces, no stocks."""

    id: str
    incident: str | None
    asked_at: str
    asked_by: str
    digest: str
    answered_at: str | None
    took_ms: int | None
    chosen: str
    chosen_at: str | None
    chosen_by: str
    decision: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: Advice) -> Self:
        """Build the card; needs the two people selected."""
        last = row.chosen_at or row.answered_at or row.asked_at
        return cls(
            id=str(row.pk),
            incident=str(row.incident_id) if row.incident_id else None,
            asked_at=iso(row.asked_at),
            asked_by=row.asked_by.name if row.asked_by else "",
            digest=row.digest,
            answered_at=iso_or_none(row.answered_at),
            took_ms=row.took_ms,
            chosen=row.chosen,
            chosen_at=iso_or_none(row.chosen_at),
            chosen_by=row.chosen_by.name if row.chosen_by else "",
            decision=str(row.decision_id) if row.decision_id else None,
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(last),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachCard:
    """A floor that a plan, an answer or an order goes below, and what its city says to it.

    ``answer`` is empty while the city has not answered; ``signed_by`` is the post that must.
    """

    id: str
    advice: str | None
    request: str | None
    incident: str | None
    city: str
    what: str
    broken: int
    floor: int
    left: int
    signed_by: str
    answer: str
    reason: str
    answered_at: str | None
    answered_by: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: FloorBreach) -> Self:
        """Build the card; needs the answers with their actors prefetched."""
        answer = next(iter(row.answers.all()), None)
        at = answer.answered_at if answer else row.raised_at
        return cls(
            id=str(row.pk),
            advice=str(row.advice_id) if row.advice_id else None,
            request=str(row.request_id) if row.request_id else None,
            incident=str(row.incident_id) if row.incident_id else None,
            city=row.city,
            what=row.what,
            broken=row.broken,
            floor=row.floor,
            left=max(0, row.before - row.giving),
            signed_by=row.signed_by,
            answer=answer.answer if answer else "",
            reason=answer.reason if answer else "",
            answered_at=iso(answer.answered_at) if answer else None,
            answered_by=answer.actor.name if answer and answer.actor else "",
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=iso(at),
        )


def advice_row(advice_id: UUID) -> Advice:
    """Return an advice with its people, not locked. Raises ``NotThere``."""
    rows = Advice.objects.select_related("incident", "asked_by", "chosen_by")
    row = rows.filter(pk=advice_id).first()
    if row is None:
        raise NotThere(_("There is no such advice."))
    return row


def locked_advice(advice_id: UUID) -> Advice:
    """Return an advice, locked. Raises ``NotThere``."""
    rows = Advice.objects.select_for_update(of=("self",)).select_related("incident")
    row = rows.filter(pk=advice_id).first()
    if row is None:
        raise NotThere(_("There is no such advice."), advice=str(advice_id))
    return row


def breach_row(breach_id: UUID) -> FloorBreach:
    """Return a breach with its advice and incident. Raises ``NotThere``."""
    row = FloorBreach.objects.select_related("incident").filter(pk=breach_id).first()
    if row is None:
        raise NotThere(_("There is no such floor to sign for."), breach=str(breach_id))
    return row


def advice_view(advice_id: UUID) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry about an advice. One query."""
    row = Advice.objects.select_related("asked_by", "chosen_by").get(pk=advice_id)
    return {f"advice.{advice_id}": asdict(AdviceCard.of(row))}


def breach_view(breach_id: UUID) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry about a floor. Two queries."""
    rows = FloorBreach.objects.prefetch_related("answers__actor")
    return {f"floor_breach.{breach_id}": asdict(BreachCard.of(rows.get(pk=breach_id)))}


def waiting(at: datetime) -> list[UUID]:
    """Return the advices that the solver has not answered, of the last hour. One query."""
    rows = Advice.objects.filter(answered_at=None, asked_at__gt=at - timedelta(hours=1))
    return list(rows.order_by("asked_at").values_list("pk", flat=True)[:20])
