"""Road conditions: cards, and who may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from resources.routing.kinds import ConditionKind, ConditionStatus
from resources.routing.models import RoadCondition
from resources.routing.places import where

RECENT = timedelta(hours=24)  # what has ended is shown so long


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCard:
    """A road condition. ``edges`` are keys of stretches; ``area`` a region's code."""

    id: str
    kind: str
    kind_zh: str
    kind_en: str
    where_zh: str
    where_en: str
    edges: list[str]
    area: str
    starts_at: str
    until: str
    source: str
    text_zh: str
    text_en: str
    status: str
    lifted_at: str | None
    lifted_for: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: RoadCondition) -> Self:
        """Build the card; asks nothing."""
        kinds, wheres = {}, {}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                kinds[language] = str(ConditionKind(row.kind).label)
                wheres[language] = where(row.edges, row.area_id or "")
        return cls(
            id=str(row.pk),
            kind=row.kind,
            kind_zh=kinds["zh-hans"],
            kind_en=kinds["en"],
            where_zh=wheres["zh-hans"],
            where_en=wheres["en"],
            edges=list(row.edges),
            area=row.area_id or "",
            starts_at=row.starts_at.isoformat(),
            until=row.until.isoformat(),
            source=row.source,
            text_zh=row.text_zh,
            text_en=row.text_en,
            status=status_of(row, now()),
            lifted_at=row.lifted_at.isoformat() if row.lifted_at else None,
            lifted_for=row.lifted_for,
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=(row.lifted_at or row.entered_at).isoformat(),
        )


def status_of(row: RoadCondition, at: datetime) -> str:
    """Return whether a condition counts at a time."""
    if row.lifted_at is not None:
        return ConditionStatus.LIFTED.value
    if row.until <= at:
        return ConditionStatus.EXPIRED.value
    return (ConditionStatus.COMING if row.starts_at > at else ConditionStatus.IN_FORCE).value


def conditions_open_to(person: Person) -> QuerySet[RoadCondition]:
    """Return the conditions: all are shared with whoever is on duty over a region."""
    rows = RoadCondition.objects.select_related("entered_by")
    return rows if scopes_of(person) else rows.none()


def listed(person: Person) -> list[RoadCondition]:
    """Return what counts or will, and what has ended lately; closures first. Two queries."""
    at = now()
    standing = Q(lifted_at__isnull=True, until__gt=at)
    lately = Q(lifted_at__gt=at - RECENT) | Q(until__gt=at - RECENT, until__lte=at)
    rows = conditions_open_to(person).filter(standing | lately)
    return sorted(
        rows,
        key=lambda row: (
            status_of(row, at) not in {ConditionStatus.IN_FORCE, ConditionStatus.COMING},
            row.kind != ConditionKind.CLOSURE,
            -row.entered_at.timestamp(),
        ),
    )


def seen(condition_id: UUID, person: Person) -> RoadCondition:
    """Return a condition. Raises ``NotThere`` when hidden or missing."""
    row = conditions_open_to(person).filter(pk=condition_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(condition_id))
    return row


def card_of(condition_id: UUID, person: Person) -> ConditionCard:
    """Return the card of a condition. Raises ``NotThere`` when hidden or missing."""
    return ConditionCard.of(seen(condition_id, person))


def locked_condition(condition_id: UUID) -> RoadCondition:
    """Return a condition, locked. Raises ``NotThere``."""
    rows = RoadCondition.objects.select_for_update(of=("self",))
    row = rows.filter(pk=condition_id).first()
    if row is None:
        raise NotThere(_("There is no such road condition."), condition=str(condition_id))
    return row


def run_out(at: datetime) -> list[UUID]:
    """Return the conditions that have run out and were not told of. One query."""
    rows = RoadCondition.objects.filter(
        until__lte=at, lifted_at__isnull=True, end_told_at__isnull=True
    )
    return list(rows.order_by("until").values_list("pk", flat=True)[:200])
