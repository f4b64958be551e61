"""The public view of a shortfall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from plans.interlock.models import Shortfall
from plans.interlock.stock import Thing, things

RELATED = ("plan", "owner", "answered_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallCard:
    """A promise that does not hold: ``found`` of ``wanted``, and what was said to it.

    ``giver`` or ``taker`` is empty where any of the other cities is meant; ``part`` is the
    ask or offer in the plan, ``step`` the step that needs it.
    """

    id: str
    matter: str
    giver: str
    taker: str
    what: str
    what_zh: str
    what_en: str
    unit_zh: str
    unit_en: str
    plan: str | None
    title: str
    title_en: str
    part: str
    step: str
    wanted: int
    found: int
    status: str
    times: int
    opened_at: str
    due_at: str
    owner: str | None
    owner_id: str | None
    taken_at: str | None
    escalated_at: str | None
    answer: str
    reason: str
    answered_by: str | None
    answered_at: str | None
    closed_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, row: Shortfall, named: Mapping[str, Thing] | None = None) -> Self:
        """Build the card; asks nothing when ``RELATED`` was fetched along and things named."""
        thing = (named or things([row.what]))[row.what]
        last = max(
            filter(
                None,
                (
                    row.opened_at, row.taken_at, row.escalated_at, row.answered_at,
                    row.closed_at,
                ),
            )
        )  # fmt: skip
        return cls(
            id=str(row.pk),
            matter=row.matter,
            giver=row.giver,
            taker=row.taker,
            what=row.what,
            what_zh=thing.zh,
            what_en=thing.en,
            unit_zh=thing.unit_zh,
            unit_en=thing.unit_en,
            plan=str(row.plan_id) if row.plan_id else None,
            title=row.plan.title if row.plan else "",
            title_en=row.plan.title_en if row.plan else "",
            part=row.part,
            step=row.step,
            wanted=row.wanted,
            found=row.found,
            status=row.status,
            times=row.times,
            opened_at=row.opened_at.isoformat(),
            due_at=row.due_at.isoformat(),
            owner=row.owner.name if row.owner else None,
            owner_id=str(row.owner_id) if row.owner_id else None,
            taken_at=_iso(row.taken_at),
            escalated_at=_iso(row.escalated_at),
            answer=row.answer,
            reason=row.reason,
            answered_by=row.answered_by.name if row.answered_by else None,
            answered_at=_iso(row.answered_at),
            closed_at=_iso(row.closed_at),
            origin=row.origin,
            exercise=row.exercise_id is not None,
            at=last.isoformat(),
        )


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
